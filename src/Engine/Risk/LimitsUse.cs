namespace Strikeboard.Engine.Risk;

/// <summary>How far the limits are used, by the same facts that an order would be judged by now.</summary>
internal sealed class LimitsUse(RiskFacts facts)
{
    private static readonly (decimal?, string?) Unknown = (null, null);

    /// <summary>Nothing for limits that are asked of each order by itself.</summary>
    public (decimal? Used, string? By) Of(string limit) =>
        limit switch
        {
            nameof(RiskLimits.MaxExposure) => (facts.Holdings?.Sum(holding => holding.AtRisk), null),
            nameof(RiskLimits.MaxSymbolExposure) => Most(holding => holding.Symbol),
            nameof(RiskLimits.MaxEventExposure) => Most(holding => holding.Event),
            nameof(RiskLimits.MaxOpenPositions) => (
                facts.Holdings?.Count(holding => holding is { IsOwners: false, AtRisk: > 0m }),
                null
            ),
            nameof(RiskLimits.MaxBalanceAgeSeconds) => (Age, null),
            nameof(RiskLimits.MaxDailyLoss) => (Loss, null),
            nameof(RiskLimits.MaxOrdersPerSecond) => (Within(1), null),
            nameof(RiskLimits.MaxOrdersPerMinute) => (Within(60), null),
            _ => Unknown,
        };

    private decimal? Age =>
        facts.Balance is { } balance
            ? Math.Max(0m, Math.Round((decimal)(facts.Now - balance.AsOf).TotalSeconds, 1))
            : null;

    private decimal? Loss =>
        facts.Day is { Unrealised: { } unrealised } day ? Math.Max(0m, day.Fees - day.Realised - unrealised) : null;

    private int? Within(int seconds) => facts.Recent?.Count(order => order.At > facts.Now.AddSeconds(-seconds));

    private (decimal?, string?) Most(Func<RiskHolding, string> by)
    {
        if (facts.Holdings is not { IsDefault: false } holdings)
            return Unknown;
        var most = holdings
            .Where(holding => holding.AtRisk > 0m)
            .GroupBy(by, StringComparer.OrdinalIgnoreCase)
            .Select(group => (AtRisk: group.Sum(holding => holding.AtRisk), Name: group.Key))
            .DefaultIfEmpty((AtRisk: 0m, Name: ""))
            .MaxBy(group => group.AtRisk);
        return (most.AtRisk, most.Name.Length > 0 ? most.Name : null);
    }
}
