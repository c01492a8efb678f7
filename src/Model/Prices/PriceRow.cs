namespace Strikeboard.Model;

/// <summary>One second of the price log: the last tick with venue time in (second − 1, second].</summary>
public sealed record PriceRow(Symbol Symbol, DateTimeOffset Second, decimal Price, PriceRowKind Kind, string Source);

/// <summary>How a row of the price log came to be; the letter is what the table stores.</summary>
public enum PriceRowKind
{
    Observed = 'O',
    Interpolated = 'I',
    WarmStart = 'W',
}
