using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

/// <summary>What all rows of one event share in one cycle: one spot, one pair of moments, one distribution, one fee table.</summary>
public sealed record StrikeContext
{
    public StrikeContext(
        double spot,
        SettlementMoments moments,
        SettlementDistribution distribution = default,
        ReferenceFees? fees = null
    )
    {
        Spot = Require.Positive(spot);
        Moments = moments;
        Distribution = distribution;
        Fees = fees ?? ReferenceFees.Default;
    }

    public double Spot { get; }
    public SettlementMoments Moments { get; }
    public SettlementDistribution Distribution { get; }
    public ReferenceFees Fees { get; }
}
