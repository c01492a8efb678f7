using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Risk;

/// <summary>The most that buying contracts can cost, which is the most that can be lost by them: either side pays nothing at worst.</summary>
public static class WorstCost
{
    /// <summary>What is rounded against us from fill to fill adds up to no more than this before it is given back.</summary>
    private const decimal Rounding = 0.01m;

    /// <summary>A cheaper fill may carry the higher fee, and costs less all the same.</summary>
    public static decimal Of(decimal quantity, decimal limitPrice, decimal feeMultiplier = 1m) =>
        quantity <= 0m
            ? 0m
            : (quantity * limitPrice) + TradingFee.ForOrder(quantity, limitPrice, multiplier: feeMultiplier) + Rounding;
}
