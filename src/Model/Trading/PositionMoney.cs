namespace Strikeboard.Model;

/// <summary>What a position cost and brought, in dollars, from the fills that are known. Exact: nothing is rounded here.</summary>
public readonly record struct PositionMoney
{
    /// <summary>For one contract of all that was bought; zero before the first fill.</summary>
    public decimal AveragePrice { get; private init; }

    /// <summary>What was brought in by what was sold and settled, less what that had cost. Without fees.</summary>
    public decimal Realised { get; private init; }
    public decimal Fees { get; private init; }

    /// <summary>Held by the fills that are known.</summary>
    public decimal Held { get; private init; }

    /// <summary>What is held now cost so much. Without fees.</summary>
    public decimal CostOfHeld { get; private init; }

    /// <summary>What went out of the account and came back, fees included.</summary>
    public decimal Cash { get; private init; }

    /// <summary>At worst this is lost from here on: what is held, and what still might be bought at its limit.</summary>
    public decimal AtRisk { get; private init; }

    public decimal Net => Realised - Fees;

    public static PositionMoney Of(Position position)
    {
        var (bought, paid, sold, brought, fees) = (0m, 0m, 0m, 0m, 0m);
        foreach (var fill in position.Fills)
        {
            fees += fill.Fee;
            if (position.IsExit(fill))
                (sold, brought) = (sold + fill.Quantity, brought + (fill.Quantity * fill.Price));
            else
                (bought, paid) = (bought + fill.Quantity, paid + (fill.Quantity * fill.Price));
        }
        var average = bought > 0 ? paid / bought : 0m;
        var gone = sold + position.Settled;
        var resting = position
            .Intents.Where(intent => intent.Purpose == IntentPurpose.Entry)
            .SelectMany(intent => intent.Attempts)
            .Where(attempt => !attempt.IsFinal)
            .Sum(attempt => attempt.Remaining * attempt.LimitPrice);
        var held = Math.Max(0m, bought - gone);
        var cost = average * held;
        return new PositionMoney
        {
            AveragePrice = average,
            Realised = brought + position.PaidOut - (average * gone),
            Fees = fees,
            Held = held,
            CostOfHeld = cost,
            Cash = brought + position.PaidOut - paid - fees,
            AtRisk = cost + resting,
        };
    }

    public decimal Unrealised(decimal mark) => (Held * mark) - CostOfHeld;
}
