using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

/// <summary>Whatever two accounts do, the ledger's books balance to the cent, and reading it again gives the same accounts.</summary>
public sealed class VenuePropertyTests : IDisposable
{
    private const int Steps = 150;
    private readonly string folder = Directory.CreateTempSubdirectory("strikeboard-property-").FullName;
    private readonly List<string> resting = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Ledger_AfterRandomTrading_BalancesAndReadsBackTheSame(int seed)
    {
        var path = Path.Combine(folder, $"{seed}.jsonl");
        await using var sim = await Pretended.StartAsync(Options(path, seed));
        await TradeAsync(sim, new Random(seed));

        var lines = await sim.LedgerAsync();
        var accounts = await sim.GetAsync("/sim/accounts");
        Assert.True(lines.Count(l => l.Text("kind") == "filled") > 20, "too little happened");
        foreach (var account in accounts.GetProperty("items").EnumerateArray())
        {
            var own = lines.Where(l => l.Maybe("account") == account.Text("account")).ToArray();
            CashFollows(own, account);
            PositionsFollow(own, account);
            OrdersKeepTheirCounts(own);
        }
        TradesMeet(lines);

        File.Copy(path, path + ".again");
        await using var again = await Pretended.StartAsync(Options(path + ".again", seed), sim.Time.GetUtcNow());
        Assert.Equal(accounts.ToString(), (await again.GetAsync("/sim/accounts")).ToString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SimulatorOptions Options(string path, int seed) =>
        new()
        {
            Port = 0,
            Seed = seed,
            LedgerFile = path,
            KalshiReadTokensPerSecond = 1_000_000,
            KalshiWriteTokensPerSecond = 1_000_000,
            SettlementTimer = TimeSpan.FromSeconds(5),
        };

    private async Task TradeAsync(Pretended sim, Random random)
    {
        Trader[] traders = [sim.Trader(), sim.Trader(SimulatedAccount.Second)];
        for (var step = 0; step < Steps; step++)
        {
            var trader = traders[random.Next(2)];
            var dice = random.Next(100);
            if (dice < 65)
            {
                await OrderAsync(sim, trader, random);
            }
            else if (dice < 80 && resting.Count > 0)
            {
                // Half of them belong to the other account, and many have ended: those are refused, and that is part of it.
                await trader.CancelAsync(resting[random.Next(resting.Count)]);
            }
            else if (dice < 85 && resting.Count > 0)
            {
                await trader.SendAsync(
                    "POST",
                    $"{Trader.Orders}/{resting[random.Next(resting.Count)]}/decrease",
                    """{"reduce_by":"1.25","exchange_index":2}"""
                );
            }
            else
            {
                sim.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 12)));
            }
        }
    }

    private async Task OrderAsync(Pretended sim, Trader trader, Random random)
    {
        var open = await sim.MarketsAsync("status=open&series_ticker=KXBTC");
        var lively = open.Where(m => m.Decimal("yes_ask_dollars") is > 0.1m and < 0.9m).ToArray();
        var market = (lively.Length > 0 ? lively : [.. open])[
            random.Next(lively.Length > 0 ? lively.Length : open.Count)
        ];
        var price = Math.Clamp(market.Decimal("yes_bid_dollars") + (0.01m * random.Next(-3, 4)), 0.01m, 0.99m);
        string[] times = ["good_till_canceled", "good_till_canceled", "immediate_or_cancel", "fill_or_kill"];
        var (status, body) = await trader.OrderAsync(
            market.Text("ticker")!,
            random.Next(2) == 0 ? "bid" : "ask",
            (random.Next(1, 4000) / 100m).ToString("0.00"),
            price,
            times[random.Next(times.Length)],
            random.Next(8) == 0 ? ",\"reduce_only\":true" : ""
        );
        if (status is HttpStatusCode.Created)
        {
            resting.Add(body.Text("order_id")!);
        }
    }

    /// <summary>
    /// By another road than the venue's: every trade at its price, settlement as a trade at 0 or 1, a dollar kept for each
    /// contract held short, and fees.
    /// </summary>
    private static void CashFollows(JsonElement[] own, JsonElement account)
    {
        var expected = own.Where(l => l.Text("kind") == "funded").Sum(l => l.Number("cash")!.Value);
        var held = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in own)
        {
            var instrument = line.Maybe("instrument") ?? "";
            if (line.Text("kind") == "filled")
            {
                var signed = line.Number("quantity")!.Value * (line.Text("side") == "bid" ? 1 : -1);
                expected -= (signed * line.Number("price")!.Value) + line.Number("fee")!.Value;
                held[instrument] = held.GetValueOrDefault(instrument) + signed;
                Assert.True(line.Number("fee") >= 0);
            }
            else if (line.Text("kind") == "paid")
            {
                expected += held[instrument] * line.Number("price")!.Value;
                held[instrument] = 0;
            }
        }
        expected -= held.Values.Sum(h => Math.Max(0, -h));
        var cash = account.GetProperty("cash").EnumerateObject().Sum(c => c.Value.GetDecimal());
        Assert.Equal(expected, cash);
        Assert.Equal(own.Sum(l => l.Number("cash") ?? 0), cash);
        Assert.Equal(0, cash % 0.01m);
    }

    private static void PositionsFollow(JsonElement[] own, JsonElement account)
    {
        var held = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in own.Where(l => l.Text("kind") is "filled" or "paid"))
        {
            var instrument = line.Text("instrument")!;
            held[instrument] =
                line.Text("kind") == "paid"
                    ? 0
                    : held.GetValueOrDefault(instrument)
                        + (line.Number("quantity")!.Value * (line.Text("side") == "bid" ? 1 : -1));
            Assert.Equal(held[instrument], line.Number("position"));
        }
        var said = account
            .GetProperty("positions")
            .EnumerateArray()
            .ToDictionary(p => p.Text("instrument")!, p => p.Number("quantity"));
        foreach (var (instrument, quantity) in held)
        {
            Assert.Equal(quantity, said.GetValueOrDefault(instrument) ?? 0);
        }
    }

    private static void OrdersKeepTheirCounts(JsonElement[] own)
    {
        foreach (var life in own.Where(l => l.Maybe("orderId") is not null).GroupBy(l => l.Text("orderId")))
        {
            var lines = life.Where(l => l.Text("kind") is not ("received" or "refused")).ToArray();
            if (lines.Length == 0)
            {
                continue;
            }
            Assert.Equal("accepted", lines[0].Text("kind"));
            var count = lines[0].Number("quantity") - Sum(lines, "decreased");
            var ended = Sum(lines, "filled") + Sum(lines, "cancelled");
            Assert.True(ended <= count, life.Key);
            Assert.DoesNotContain(lines.SkipWhile(l => l.Text("kind") != "cancelled").Skip(1), _ => true);
            Assert.Single(lines, l => l.Text("kind") == "accepted");
        }
    }

    /// <summary>Where both sides of a trade are ours, they say the same.</summary>
    private static void TradesMeet(IReadOnlyList<JsonElement> lines)
    {
        foreach (var trade in lines.Where(l => l.Text("kind") == "filled").GroupBy(l => l.Text("tradeId")))
        {
            var sides = trade.ToArray();
            Assert.InRange(sides.Length, 1, 2);
            if (sides.Length == 2)
            {
                Assert.NotEqual(sides[0].Text("account"), sides[1].Text("account"));
                Assert.NotEqual(sides[0].Text("side"), sides[1].Text("side"));
                Assert.Equal(sides[0].Number("quantity"), sides[1].Number("quantity"));
                Assert.Equal(sides[0].Number("price"), sides[1].Number("price"));
            }
        }
    }

    private static decimal Sum(JsonElement[] lines, string kind) =>
        lines.Where(l => l.Text("kind") == kind).Sum(l => l.Number("quantity")!.Value);
}
