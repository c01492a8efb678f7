using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Bars;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Exchanges.Coinbase;

namespace Strikeboard.Benchmarks.Growth;

/// <summary>From 1 to 100 symbols: the cycle grows with its rows and no faster, a message costs the same.</summary>
internal sealed class SymbolsLaw : IBar
{
    private const int Strikes = 80;

    public string Name => "7 symbols";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var (seconds, work) = (effort.IsQuick ? 100 : 600, new OtherWork());
        var (one, hundred) = (Cycle(1), Cycle(100));
        // Settled first, then in turn.
        Rounds.Compare(effort with { Rounds = 1 }, new Variant("1", one), new Variant("100", hundred));
        var small = work.OnceASecond(seconds, i => one(i));
        var large = work.OnceASecond(seconds, i => hundred(i));
        yield return Row.Law(
            Name,
            "cycle of 100 symbols : of 1, once a second each",
            Figures.Ns(large),
            Figures.Ns(small),
            large / small,
            60
        );
        yield return Row.Law(
            Name,
            "cycle's time a row at 100 symbols : at 1",
            Figures.Ns(large / 100 / Strikes),
            Figures.Ns(small / Strikes),
            large / small / 100,
            1
        );
        var decodes = Rounds.Compare(effort, Decode(1), Decode(100));
        yield return Row.Law(
            Name,
            "decoding a ticker of one of 100 products : of 1",
            Figures.Ns(decodes[1].Ns),
            Figures.Ns(decodes[0].Ns),
            decodes[0].TimesCheaperThan(decodes[1]),
            1.1
        );
    }

    private static Func<int, long> Cycle(int symbols)
    {
        var cycles = new Cycles(new MarketWorld(seed: 2, symbols, Strikes));
        return number => cycles.Run(number) is null ? 0 : 1;
    }

    private static Variant Decode(int products)
    {
        var decoder = new CoinbaseDecoder(TickerTexts.Products(products));
        var tickers = new CoinbaseTicker[CoinbaseDecoder.MostTickers];
        var frames = new TickerTexts(seed: 4, products).Many(4096);
        return new Variant(
            $"{products}",
            _ =>
            {
                foreach (var frame in frames)
                    decoder.Decode(frame, tickers);
                return frames.Length;
            }
        );
    }
}
