using System.Text.Json;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Tests;

/// <summary>The demo is of use only if its books are wrong often enough for somebody who reckons well to see it.</summary>
public sealed class MispricingTests
{
    private const double YearSeconds = 365d * 24 * 3600;

    [Fact]
    public async Task Books_OverTenMinutes_OfferEdgesOnSeveralStrikes()
    {
        var options = new SimulatorOptions { Port = 0 };
        await using var sim = await Pretended.StartAsync(options);
        var prices = new PriceEngine(options.Seed);
        var index = new PriceIndex(prices, options.IndexBasis);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var (rows, looks) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            sim.Time.Advance(TimeSpan.FromSeconds(10));
            foreach (var market in await sim.MarketsAsync("series_ticker=KXBTCD&status=open"))
            {
                if (Qualifies(market, index, prices, sim.Time.GetUtcNow()))
                {
                    rows++;
                    found.Add(market.GetProperty("ticker").GetString()!);
                }
            }
            looks++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{found.Count} strikes, {rows / (double)looks:0.00} rows a look"
        );
        Assert.InRange(found.Count, 3, 40);
        Assert.InRange(rows / (double)looks, 0.3, 8);
    }

    /// <summary>The watchlist's filter of the models' section 3.3, reckoned here with the normal model of section 2.</summary>
    private static bool Qualifies(JsonElement market, PriceIndex index, PriceEngine prices, DateTimeOffset now)
    {
        var close = market.GetProperty("close_time").GetDateTimeOffset();
        var left = (close - now).TotalSeconds;
        if (left is < 60 or > 3600)
        {
            return false;
        }
        var spot = (double)index.Current("BTC", now);
        var sigma =
            Enumerable.Range(0, 10).Average(i => prices.LocalVolatility("BTC", now.AddMinutes(-2 * i)))
            / Math.Sqrt(YearSeconds);
        var distance =
            (spot - (double)market.GetProperty("floor_strike").GetDecimal()) / (spot * sigma * Math.Sqrt(left - 39.5));
        var yes = Normal(distance);
        var active = Math.Max(yes, 1 - yes);
        var bid = Cents(market, "yes_bid_dollars");
        var ask = Cents(market, "yes_ask_dollars");
        var cost = yes >= 0.5 ? ask : 100 - bid;
        var fee = Math.Ceiling(0.07 * 100 * (cost / 100) * (1 - (cost / 100)) * 100) / 100;
        var volume = double.Parse(market.GetProperty("volume_fp").GetString()!);
        return active >= 0.85
            && (100 * Math.Min(active, 0.999)) - cost - fee >= 1
            && volume >= 1000
            && ask - bid <= 4
            && cost is > 0 and <= 98
            && Math.Abs(distance) >= 0.5;
    }

    private static double Cents(JsonElement market, string name) =>
        100 * double.Parse(market.GetProperty(name).GetString()!);

    private static double Normal(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z >= 0 ? 1 - tail : tail;
    }
}
