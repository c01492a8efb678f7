using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>The account as the venue showed it last, beside what we hold of it.</summary>
public sealed record AccountView
{
    public static readonly AccountView Unknown = new();

    public string Venue { get; init; } = "";
    public string Account { get; init; } = "";

    /// <summary>Dollars that can be spent; null before the venue has said.</summary>
    public decimal? Cash { get; init; }
    public DateTimeOffset? CashAsOf { get; init; }
    public DateTimeOffset? PositionsAsOf { get; init; }
    public DateTimeOffset? FillsAsOf { get; init; }
    public DateTimeOffset? OrdersAsOf { get; init; }
    public ImmutableArray<Holding> Holdings { get; init; } = [];

    /// <summary>Why the last read failed; empty while reads succeed.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Holdings that what we know does not explain.</summary>
    public int Differences => Holdings.Count(holding => holding.Unexplained != 0);
}

/// <summary>One instrument: contracts of Yes, below zero of No.</summary>
/// <param name="Ours">What our positions add up to.</param>
/// <param name="Manual">What the account's owner bought and sold by hand, by the venue's fills that are not ours.</param>
/// <param name="Venue">What the venue says.</param>
/// <param name="Since">Since when it has differed; null while it does not.</param>
public sealed record Holding(string Instrument, decimal Ours, decimal Manual, decimal Venue, DateTimeOffset? Since)
{
    public decimal Unexplained => Venue - Ours - Manual;
}
