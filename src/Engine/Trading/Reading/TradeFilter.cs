namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Which trades are wanted; null asks for nothing. Times are those of the close.</summary>
public sealed record TradeFilter
{
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    /// <summary>Found anywhere in the instrument, in whichever case.</summary>
    public string? Instrument { get; init; }
    public string? Symbol { get; init; }
    public string? Bot { get; init; }
    public string? Cause { get; init; }

    internal Conditions Sql() =>
        new Conditions()
            .AndBetween("t.closed_at", From, To)
            .AndContains("t.instrument", Instrument)
            .And("t.symbol = ?", Symbol)
            .And("t.opened_by = ?", Bot)
            .And("t.cause = ?", Cause);
}
