namespace Strikeboard.Model;

/// <summary>One second of the price log: the last tick with venue time in (second − 1, second].</summary>
public sealed record PriceRow(Symbol Symbol, DateTimeOffset Second, decimal Price, PriceRowKind Kind, string Source)
{
    private const string Polled = " (polled)";

    /// <summary>The source as the log keeps it: a price that was fetched, not streamed, stays known as such.</summary>
    public static string SourceOf(PriceTick tick) =>
        tick.Transport == Transport.Polling ? tick.Source + Polled : tick.Source;

    public static bool IsPolled(string? source) => source?.EndsWith(Polled, StringComparison.Ordinal) == true;
}

/// <summary>How a row of the price log came to be; the letter is what the table stores.</summary>
public enum PriceRowKind
{
    Observed = 'O',
    Interpolated = 'I',
    WarmStart = 'W',
}
