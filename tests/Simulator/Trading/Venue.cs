using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

/// <summary>A market to trade in: the one whose quotes lie nearest to even, with room between them.</summary>
internal sealed record Quoted(string Ticker, decimal Bid, decimal Ask, decimal BidSize, decimal AskSize);

internal static class Venue
{
    public static readonly DateTimeOffset Close = new(2026, 9, 9, 14, 10, 0, TimeSpan.Zero);

    /// <summary>Nobody is slowed by budgets; prices and books stand still for as long as the test's clock does.</summary>
    public static SimulatorOptions Still(string? ledger = null, decimal precision = 0.01m) =>
        new()
        {
            Port = 0,
            IndexBasis = 0,
            LedgerFile = ledger,
            KalshiBalancePrecision = precision,
            KalshiReadTokensPerSecond = 1_000_000,
            KalshiWriteTokensPerSecond = 1_000_000,
        };

    public static async Task<Quoted> NearEvenAsync(Pretended sim, decimal room = 0.01m, string? not = null)
    {
        var markets = await sim.MarketsAsync("event_ticker=KXBTC-26SEP091010&status=open");
        return markets
            .Concat(await sim.MarketsAsync("event_ticker=KXETH-26SEP091010&status=open"))
            .Select(Read)
            .Where(q => q.Ask - q.Bid >= room && q.Ticker != not && q.Bid > 0.02m && q.Ask < 0.98m)
            .OrderBy(q => Math.Abs(q.Bid + q.Ask - 1))
            .First();
    }

    public static async Task<Quoted> LookAsync(Pretended sim, string ticker) =>
        Read((await sim.GetAsync($"{Pretended.KalshiRest}/markets/{ticker}")).GetProperty("market"));

    private static Quoted Read(JsonElement market) =>
        new(
            market.Text("ticker")!,
            market.Decimal("yes_bid_dollars"),
            market.Decimal("yes_ask_dollars"),
            market.Decimal("yes_bid_size_fp"),
            market.Decimal("yes_ask_size_fp")
        );
}
