using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>A position as the limits see it: the most that can be lost by it, in dollars.</summary>
public sealed record RiskHolding
{
    public required string Instrument { get; init; }
    public required string Event { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }

    /// <summary>A balance may be this much older than the moment we read it at.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    /// <summary>Paid for what is held, fees included.</summary>
    public decimal Held { get; init; }

    /// <summary>What its entries may still cost. One that nobody knows about counts as filled.</summary>
    public decimal Reserved { get; init; }

    /// <summary>Of what was paid, the part that the balance as last read does not show yet.</summary>
    public decimal NotInBalance { get; init; }

    /// <summary>Bought by the account's owner, not by the desk.</summary>
    public bool IsOwners { get; init; }

    public decimal AtRisk => Held + Reserved;

    /// <param name="balanceAsOf">When the balance was read; what was bought from shortly before then on may not be in it.</param>
    public static RiskHolding Of(
        Position position,
        string eventTicker,
        string symbol,
        DateTimeOffset? balanceAsOf,
        decimal feeMultiplier = 1m
    )
    {
        var entries = position.Intents.Where(intent => intent.Purpose == IntentPurpose.Entry).ToList();
        var attempts = entries.SelectMany(intent => intent.Attempts).ToList();
        var (bought, paid) = (0m, 0m);
        foreach (var attempt in attempts)
        {
            var fills = FillsOf(position, attempt).ToList();
            // What is reported and not yet told as a fill was bought at the limit at worst.
            paid +=
                fills.Sum(Cost)
                + WorstCost.Of(attempt.Filled - fills.Sum(f => f.Quantity), attempt.LimitPrice, feeMultiplier);
            bought += attempt.Filled;
        }
        return new RiskHolding
        {
            Instrument = position.Instrument,
            Event = eventTicker,
            Symbol = symbol,
            Side = position.Side,
            Held = bought > 0m ? paid * Math.Max(0m, position.Quantity) / bought : 0m,
            Reserved = attempts
                .Where(attempt => !attempt.IsFinal)
                .Sum(attempt => WorstCost.Of(attempt.Remaining, attempt.LimitPrice, feeMultiplier)),
            NotInBalance = attempts.Sum(attempt => Since(position, attempt, balanceAsOf, feeMultiplier)),
        };
    }

    /// <summary>What the owner holds beside the desk; null where the venue's count is the desk's own.</summary>
    /// <param name="desks">Contracts of Yes that the desk holds; below zero, of No.</param>
    public static RiskHolding? OfOwner(VenuePosition venue, decimal desks, string eventTicker, string symbol)
    {
        var owners = venue.Quantity - desks;
        if (owners == 0m)
            return null;
        // Where the two hold against each other, what the owner paid cannot be told any more.
        var isPlain = venue.Quantity != 0m && Math.Sign(venue.Quantity) == Math.Sign(owners);
        var each = isPlain ? Math.Clamp(venue.Cost / Math.Abs(venue.Quantity), 0m, 1m) : 1m;
        return new RiskHolding
        {
            Instrument = venue.Instrument,
            Event = eventTicker,
            Symbol = symbol,
            Side = owners > 0m ? Side.Yes : Side.No,
            Held = (Math.Abs(owners) * each) + (isPlain ? venue.Fees : 0m),
            IsOwners = true,
        };
    }

    private static decimal Since(
        Position position,
        OrderAttempt attempt,
        DateTimeOffset? balanceAsOf,
        decimal multiplier
    )
    {
        if (balanceAsOf is not { } readAt)
            return 0m;
        var fills = FillsOf(position, attempt).ToList();
        var untold = attempt.Filled - fills.Sum(f => f.Quantity);
        return fills.Where(f => f.At > readAt - OnTheWay).Sum(Cost)
            + WorstCost.Of(untold, attempt.LimitPrice, multiplier);
    }

    private static IEnumerable<Fill> FillsOf(Position position, OrderAttempt attempt) =>
        position.Fills.Where(fill =>
            fill.ClientOrderId is { } ours
                ? ours == attempt.ClientOrderId
                : fill.VenueOrderId is { } theirs && theirs == attempt.VenueOrderId
        );

    private static decimal Cost(Fill fill) => (fill.Quantity * fill.Price) + fill.Fee;
}
