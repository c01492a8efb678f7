namespace Strikeboard.Model;

/// <summary>
/// How a contract ended, in the venue's words. Told as soon as the result is known, and again when the venue adds to it or
/// amends it: of several for one ticker the last counts.
/// </summary>
public sealed record MarketSettled : IFact
{
    /// <summary>Who says so: "kalshi".</summary>
    public required string Source { get; init; }
    public required string Series { get; init; }
    public required string EventTicker { get; init; }
    public required string Ticker { get; init; }
    public required Side Result { get; init; }

    /// <summary>Dollars for one contract of yes; null where the venue has not said it.</summary>
    public decimal? SettlementValue { get; init; }

    /// <summary>The value that decided, such as the average of the index; null until the venue has said it.</summary>
    public decimal? ExpirationValue { get; init; }
    public required DateTimeOffset CloseTime { get; init; }

    /// <summary>The venue's own time of the word where it gave one, else when we heard it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Paid out; before that the venue may still amend it.</summary>
    public bool IsFinal { get; init; }
}
