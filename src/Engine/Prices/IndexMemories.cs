using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>The newest prints of each symbol's settlement index, and by how much it differs from the price that stands for it.</summary>
public sealed class IndexMemories : IHostedService
{
    private const int Kept = 70;
    private const int LeastForBasis = 5;

    private readonly IIndexFeed _feed;
    private readonly FrozenDictionary<string, Memory> _byIndex;
    private readonly FrozenDictionary<Symbol, Memory> _bySymbol;

    public IndexMemories(IIndexFeed feed, EngineSettings settings)
    {
        _feed = feed;
        var memories = settings
            .Symbols.Where(options => options.Index.Length > 0)
            .Select(options => (options.Index, Memory: new Memory(new Symbol(options.Name))))
            .ToList();
        _byIndex = memories.ToFrozenDictionary(m => m.Index, m => m.Memory, StringComparer.Ordinal);
        _bySymbol = memories.ToFrozenDictionary(m => m.Memory.Symbol, m => m.Memory);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _feed.IndexReceived += Add;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _feed.IndexReceived -= Add;
        return Task.CompletedTask;
    }

    public void Add(IndexTick tick)
    {
        if (_byIndex.TryGetValue(tick.Index, out var memory))
            memory.Add(tick);
    }

    /// <summary>Null until the first print; an account without the index never has one.</summary>
    public IndexCapture? Capture(Symbol symbol, ImmutableArray<PriceRow> prices) =>
        _bySymbol.TryGetValue(symbol, out var memory) ? memory.Capture(prices) : null;

    private sealed class Memory(Symbol symbol)
    {
        private readonly Lock _gate = new();
        private readonly Queue<PriceRow> _rows = new();
        private IndexTick? _latest;
        private IndexBasis? _basis;

        public Symbol Symbol => symbol;

        public void Add(IndexTick tick)
        {
            lock (_gate)
            {
                _latest = tick;
                _rows.Enqueue(new PriceRow(symbol, tick.Time, tick.Value, PriceRowKind.Observed, tick.Index));
                while (_rows.Count > Kept)
                    _rows.Dequeue();
            }
        }

        public IndexCapture? Capture(ImmutableArray<PriceRow> prices)
        {
            lock (_gate)
            {
                if (_latest is null)
                    return null;
                var observed = prices
                    .Where(row => row.Kind == PriceRowKind.Observed)
                    .ToDictionary(row => row.Second, row => row.Price);
                var differences = _rows
                    .Where(row => observed.ContainsKey(row.Second))
                    .Select(row => row.Price - observed[row.Second])
                    .ToList();
                if (differences.Count >= LeastForBasis)
                    _basis = new IndexBasis(Math.Round(differences.Average(), 4), differences.Count, _latest.Time);
                return new IndexCapture(_latest, [.. _rows], _basis);
            }
        }
    }
}
