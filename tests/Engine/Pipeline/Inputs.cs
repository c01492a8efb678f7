using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

/// <summary>Inputs of a cycle as a test wants them: nothing known unless said.</summary>
internal static class Inputs
{
    public static SymbolInputs Of(string symbol, DateTimeOffset now) =>
        new()
        {
            CycleId = now.ToUnixTimeSeconds(),
            Symbol = new Symbol(symbol),
            Now = now,
            PriceSource = "coinbase",
            Prices = PriceCapture.Empty,
            MarketSource = "kalshi",
            Series = ["KXBTCD"],
            Markets = MarketCapture.Empty(now),
        };

    /// <summary>A healthy look at the world: a live price, an open event with a ladder around it, live books.</summary>
    public static SymbolInputs Healthy(DateTimeOffset now, DateTimeOffset close, decimal spot = 100_000m) =>
        Of("BTC", now) with
        {
            Reading = new PriceReading(
                new PriceTick("coinbase", "BTC-USD", spot, null, null, now, now, Transport.Stream),
                now
            ),
            Prices = PriceCapture.Empty with { SigmaPerSecond = 8.9e-5, VolatilityReady = true },
            Markets = Ladder(now, close, spot),
        };

    private static MarketCapture Ladder(DateTimeOffset now, DateTimeOffset close, decimal spot)
    {
        var markets = Enumerable
            .Range(-20, 41)
            .Select(step => spot + step * 100m - 0.01m)
            .Select(floor => new Market
            {
                Ticker = FormattableString.Invariant($"KXBTCD-T{floor}"),
                EventTicker = "KXBTCD-E",
                StrikeType = StrikeType.Greater,
                FloorStrike = floor,
                Status = MarketStatus.Active,
                OpenTime = close.AddHours(-1),
                CloseTime = close,
            })
            .ToImmutableArray();
        var marketEvent = new MarketEvent
        {
            Ticker = "KXBTCD-E",
            Series = "KXBTCD",
            Title = "BTC",
            OpenTime = close.AddHours(-1),
            CloseTime = close,
            Markets = markets,
        };
        return new MarketCapture(
            now,
            [marketEvent],
            markets.ToImmutableDictionary(m => m.Ticker, m => Quote(m.Ticker, now))
        );
    }

    private static MarketQuote Quote(string ticker, DateTimeOffset now) =>
        new()
        {
            Ticker = ticker,
            YesBid = new ContractPrice(0.40m),
            YesAsk = new ContractPrice(0.42m),
            Volume = 5000,
            AsOf = now,
            Transport = Transport.Stream,
        };
}
