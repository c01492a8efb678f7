using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>Getting out asks for little: no limit, state or stale price stands in its way.</summary>
internal static class ExitGate
{
    public const decimal Lowest = 0.01m;
    public const decimal Highest = 0.99m;

    public static RiskVerdict Judge(RiskWish wish)
    {
        var denials = ImmutableArray.CreateBuilder<Refusal>();
        if (wish.Quantity <= 0m)
            denials.Add(
                RiskCase
                    .No("risk.size", $"Selling {wish.Quantity} contracts is nothing.")
                    .With("quantity", wish.Quantity)
            );
        else if (wish.Quantity > wish.Held)
            denials.Add(
                RiskCase
                    .No("risk.held", $"{wish.Quantity} contracts are to be sold, and {wish.Held} are held.")
                    .With("quantity", wish.Quantity)
                    .With("held", wish.Held)
            );
        if (wish.LimitPrice is < Lowest or > Highest)
            denials.Add(PriceGates.OutOfRange(wish.LimitPrice));
        return denials.Count == 0 ? RiskVerdict.Allowed : new RiskVerdict(denials.ToImmutable());
    }
}
