namespace Strikeboard.Quant.Strikes;

/// <summary>Which markets of an event make the table, and in which order.</summary>
public static class StrikeTable
{
    public const int DefaultRows = 21;

    /// <summary>The markets whose strikes lie nearest to spot, ascending by strike. Markets with incomplete terms are left out.</summary>
    public static StrikeMarket[] Nearest(
        IReadOnlyCollection<StrikeMarket> markets,
        decimal spot,
        int count = DefaultRows
    ) =>
        [
            .. markets
                .Where(market => market.Terms.IsComplete)
                .OrderBy(market => Math.Abs(market.Terms.DisplayStrike - spot))
                .ThenBy(market => market.Terms.DisplayStrike)
                .ThenBy(market => market.Ticker, StringComparer.Ordinal)
                .Take(count)
                .OrderBy(market => market.Terms.DisplayStrike)
                .ThenBy(market => market.Ticker, StringComparer.Ordinal),
        ];

    public static StrikeRow[] Compute(StrikeContext context, ReadOnlySpan<StrikeMarket> markets)
    {
        var rows = new StrikeRow[markets.Length];
        for (var i = 0; i < markets.Length; i++)
        {
            rows[i] = StrikeRowModel.Compute(context, markets[i]);
        }

        return rows;
    }
}
