using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Benchmarks.Bars;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Growth;

/// <summary>
/// From 100 to 10,000 ticks a second: taking a tick in costs the same each time, and what happens once a second — capturing
/// the memories and handing the board to its readers — does not notice.
/// </summary>
internal sealed class TickRateLaw : IBar
{
    private const int Products = 10;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public string Name => "7 ticks";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var seconds = effort.IsQuick ? 60 : 400;
        var (slow, fast) = (new Minute(100), new Minute(10_000));
        // Settled first: as many ticks on both sides.
        slow.Pass(2000);
        fast.Pass(20);
        var (few, many) = (slow.Pass(seconds), fast.Pass(seconds));
        yield return Row.Law(
            Name,
            "taking in a tick at 10,000/s : at 100/s",
            Figures.Ns(many.Tick),
            Figures.Ns(few.Tick),
            many.Tick / few.Tick,
            1.1
        );
        yield return Row.Law(
            Name,
            "capture, cycle and board in a second of 10,000 ticks : of 100",
            Figures.Ns(many.Second),
            Figures.Ns(few.Second),
            many.Second / few.Second,
            1.2
        );
    }

    /// <summary>A world to which time passes as fast as it can be worked through.</summary>
    private sealed class Minute(int perSecond)
    {
        private readonly PriceMemories _memories = new(
            WirePath.Settings(new Uri("ws://127.0.0.1:9"), TickerTexts.Products(Products))
        );
        private readonly Facts _facts = new(NullLogger<Facts>.Instance);
        private readonly Cycles _cycles = new(new MarketWorld(seed: 6, Products, strikes: 80));
        private readonly Random _random = new(perSecond);
        private readonly IReadOnlyList<string> _names = TickerTexts.Products(Products);
        private readonly OtherWork _work = new();
        private LiveBoard? _board;
        private int _passed;

        public (double Tick, double Second) Pass(int seconds)
        {
            _board ??= new LiveBoard(_facts, TimeProvider.System);
            var (ticks, ends) = (new List<double>(), new List<double>());
            for (var i = 0; i < seconds; i++, _passed++)
            {
                var from = CpuClock.ThreadNs;
                for (var tick = 0; tick < perSecond; tick++)
                    Take(Start.AddSeconds(_passed + (tick / (double)perSecond)));
                ticks.Add((CpuClock.ThreadNs - from) / perSecond);
                _work.Pass();
                var end = CpuClock.ThreadNs;
                EndSecond();
                ends.Add(CpuClock.ThreadNs - end);
            }
            return (Statistics.Median(ticks), Statistics.Median(ends));
        }

        private void Take(DateTimeOffset at)
        {
            var name = _names[_random.Next(Products)];
            var price = 100m + (_random.Next(10_000) / 100m);
            var tick = new PriceTick("coinbase", name, price, price, price, at, at, Transport.Stream);
            var symbol = _memories.SymbolOf(name)!.Value;
            _memories.Of(symbol).Add(tick);
            _facts.Publish(new TickReceived(symbol, tick));
        }

        private void EndSecond()
        {
            foreach (var symbol in _memories.Symbols)
                _memories.Of(symbol).Capture();
            _facts.Publish(new CyclePublished(_cycles.Run(_passed)));
            _ = _board!.Current.Ticks.Count;
        }
    }
}
