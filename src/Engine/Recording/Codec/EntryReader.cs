using System.Text.Json;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Reads what an <see cref="EntryWriter"/> wrote. Anything else is <see cref="TapeDamage"/>.</summary>
internal sealed class EntryReader
{
    private readonly ValueReader _values = new();
    private readonly Dictionary<Symbol, MarketReader> _markets = [];
    private readonly Dictionary<Symbol, IndexReader> _indices = [];
    private readonly Dictionary<Symbol, long> _numbers = [];
    private readonly Dictionary<Symbol, PriceTick> _ticks = [];

    private PipelineChoices _choices = PipelineChoices.Default;

    private ByteSource Source => _values.Source;

    /// <summary>The entries of the next block of the same part, each read as it is asked for.</summary>
    public IEnumerable<TapeEntry> Read(ReadOnlyMemory<byte> block)
    {
        _values.GoOnWith(block);
        while (!Source.AtEnd)
            yield return ReadOne();
    }

    private TapeEntry ReadOne() =>
        _values.Word<EntryKind>() switch
        {
            EntryKind.PartStarted => Started(),
            EntryKind.MemoryTold => new MemoryTold(State()),
            EntryKind.TickAdded => Tick(),
            EntryKind.MemoryWarmed => Warmed(),
            EntryKind.SourceTold => new SourceTold(_values.Status()),
            EntryKind.ContractSettled => new ContractSettled(_values.Settled()),
            EntryKind.ContractsChanged => new ContractsChanged(_values.Changed()),
            EntryKind.ChoicesMade => new ChoicesMade(_choices = Told<PipelineChoices>(Source.Text())),
            _ => new CycleRan(Cycle(), Outputs()),
        };

    /// <summary>A recording of before they were told each time they changed knows them from here alone.</summary>
    private PartStarted Started()
    {
        var by = Told<RecordedBy>(Source.Text());
        _choices = PipelineChoices.Of(by.Pipeline);
        return new PartStarted(by, _values.Time(), Source.Signed());
    }

    private static T Told<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json) ?? throw new TapeDamage($"it leaves out its {typeof(T).Name}");
        }
        catch (JsonException)
        {
            throw new TapeDamage($"its {typeof(T).Name} cannot be read");
        }
    }

    private (Symbol Symbol, long Number) Numbered()
    {
        var symbol = _values.Symbol();
        var number = _numbers.GetValueOrDefault(symbol) + Source.Signed();
        _numbers[symbol] = number;
        return (symbol, number);
    }

    private PriceMemoryState State()
    {
        var (symbol, changes) = Numbered();
        return new PriceMemoryState(
            symbol,
            changes,
            _values.Maybe(() => _values.Row(symbol)),
            _values.List(() => _values.Row(symbol)),
            new VolatilityState(
                _values.Optional(Source.Double),
                Source.Double(),
                Source.Double(),
                Source.Double(),
                Source.Double(),
                Source.Int()
            )
        );
    }

    private TickAdded Tick()
    {
        var (symbol, number) = Numbered();
        return new TickAdded(symbol, number, _ticks[symbol] = _values.Tick());
    }

    private MemoryWarmed Warmed()
    {
        var (symbol, number) = Numbered();
        return new MemoryWarmed(symbol, number, _values.List(() => _values.Row(symbol)));
    }

    private CycleInputs Cycle()
    {
        var (id, generation) = (Source.Signed(), Source.Signed());
        var (dueAt, now) = (_values.Time(), _values.Time());
        return new CycleInputs
        {
            CycleId = id,
            Generation = generation,
            DueAt = dueAt,
            Now = now,
            MissedBefore = Source.Int(),
            Symbols = _values.List(() => Inputs(id, now)),
        };
    }

    private SymbolInputs Inputs(long cycleId, DateTimeOffset now)
    {
        var symbol = _values.Symbol();
        return new SymbolInputs
        {
            CycleId = cycleId,
            Symbol = symbol,
            Now = now,
            Choices = _choices,
            PriceSource = _values.Name(),
            Reading = _values.Maybe(() => Reading(symbol)),
            PriceSourceStatus = _values.Maybe(_values.Status),
            // The history itself is made again from the ticks; this says up to which.
            Prices = PriceCapture.Empty with
            {
                Changes = _numbers.GetValueOrDefault(symbol) + Source.Signed(),
            },
            Index = _values.Maybe(() => Index(symbol)),
            MarketSource = _values.Name(),
            Series = _values.List(_values.Name),
            MarketSourceStatus = _values.Maybe(_values.Status),
            Markets = Markets(symbol).Read(),
        };
    }

    private IndexCapture Index(Symbol symbol)
    {
        if (!_indices.TryGetValue(symbol, out var indices))
            _indices[symbol] = indices = new IndexReader(_values, symbol);
        return indices.Read();
    }

    private MarketReader Markets(Symbol symbol)
    {
        if (!_markets.TryGetValue(symbol, out var markets))
            _markets[symbol] = markets = new MarketReader(_values);
        return markets;
    }

    private PriceReading Reading(Symbol symbol)
    {
        var isLast = Source.Flag();
        var tick =
            !isLast ? _values.Tick()
            : _ticks.TryGetValue(symbol, out var last) ? last
            : throw new TapeDamage("a reading of a tick that is not there");
        return new PriceReading(tick, _values.Time());
    }

    private CycleOutputs Outputs() =>
        new(
            _values.List(() =>
                new OutputPart(
                    _values.Name(),
                    Source.Fixed(),
                    Source.Flag() ? Source.Blob() : (ReadOnlyMemory<byte>?)null
                )
            )
        );
}
