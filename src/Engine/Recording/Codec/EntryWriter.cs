using System.Text.Json;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Turns entries into bytes. One for each part of a recording, since what it writes leans on what it wrote before.</summary>
internal sealed class EntryWriter
{
    private readonly ValueWriter _values;
    private readonly Dictionary<Symbol, MarketWriter> _markets = [];
    private readonly Dictionary<Symbol, IndexWriter> _indices = [];
    private readonly Dictionary<Symbol, long> _numbers = [];
    private readonly Dictionary<Symbol, PriceTick> _ticks = [];

    public EntryWriter(ByteSink sink) => _values = new ValueWriter(sink);

    private ByteSink Sink => _values.Sink;

    public void Write(TapeEntry entry)
    {
        switch (entry)
        {
            case PartStarted started:
                Kind(EntryKind.PartStarted);
                Sink.Text(JsonSerializer.Serialize(started.By));
                _values.Time(started.At);
                Sink.Signed(started.Lost);
                break;
            case MemoryTold told:
                Kind(EntryKind.MemoryTold);
                Write(told.State);
                break;
            case TickAdded added:
                Kind(EntryKind.TickAdded);
                Numbered(added.Symbol, added.Number);
                _values.Tick(added.Tick);
                _ticks[added.Symbol] = added.Tick;
                break;
            case MemoryWarmed warmed:
                Kind(EntryKind.MemoryWarmed);
                Numbered(warmed.Symbol, warmed.Number);
                _values.List(warmed.Rows, _values.Row);
                break;
            case SourceTold source:
                Kind(EntryKind.SourceTold);
                _values.Status(source.Status);
                break;
            case ContractSettled { Settled: var settled }:
                Kind(EntryKind.ContractSettled);
                _values.Settled(settled);
                break;
            case ContractsChanged { Changed: var changed }:
                Kind(EntryKind.ContractsChanged);
                _values.Changed(changed);
                break;
            case ChoicesMade { Choices: var choices }:
                Kind(EntryKind.ChoicesMade);
                Sink.Text(JsonSerializer.Serialize(choices));
                break;
            case CycleRan cycle:
                Kind(EntryKind.CycleRan);
                Write(cycle.Inputs);
                Write(cycle.Outputs);
                break;
        }
    }

    private void Kind(EntryKind kind) => Sink.Byte((byte)kind);

    private void Numbered(Symbol symbol, long number)
    {
        _values.Name(symbol.Name);
        Sink.Signed(number - _numbers.GetValueOrDefault(symbol));
        _numbers[symbol] = number;
    }

    private void Write(PriceMemoryState state)
    {
        Numbered(state.Symbol, state.Changes);
        _values.Maybe(state.Pending, _values.Row);
        _values.List(state.Rows, _values.Row);
        var volatility = state.Volatility;
        _values.Optional(volatility.LastSample, Sink.Double);
        Sink.Double(volatility.Second);
        Sink.Double(volatility.Price);
        Sink.Double(volatility.Variance);
        Sink.Double(volatility.Coverage);
        Sink.Signed(volatility.Count);
    }

    private void Write(CycleInputs inputs)
    {
        Sink.Signed(inputs.CycleId);
        Sink.Signed(inputs.Generation);
        _values.Time(inputs.DueAt);
        _values.Time(inputs.Now);
        Sink.Signed(inputs.MissedBefore);
        _values.List(inputs.Symbols, Write);
    }

    private void Write(SymbolInputs inputs)
    {
        _values.Name(inputs.Symbol.Name);
        _values.Name(inputs.PriceSource);
        _values.Maybe(inputs.Reading, reading => Write(inputs.Symbol, reading));
        _values.Maybe(inputs.PriceSourceStatus, _values.Status);
        Sink.Signed(inputs.Prices.Changes - _numbers.GetValueOrDefault(inputs.Symbol));
        _values.Maybe(inputs.Index, index => Write(inputs.Symbol, index));
        _values.Name(inputs.MarketSource);
        _values.List(inputs.Series, _values.Name);
        _values.Maybe(inputs.MarketSourceStatus, _values.Status);
        if (!_markets.TryGetValue(inputs.Symbol, out var markets))
            _markets[inputs.Symbol] = markets = new MarketWriter(_values);
        markets.Write(inputs.Markets);
    }

    private void Write(Symbol symbol, IndexCapture index)
    {
        if (!_indices.TryGetValue(symbol, out var indices))
            _indices[symbol] = indices = new IndexWriter(_values);
        indices.Write(index);
    }

    /// <summary>Most often the reading is the last tick, which is written already.</summary>
    private void Write(Symbol symbol, PriceReading reading)
    {
        var isLast = ReferenceEquals(reading.Tick, _ticks.GetValueOrDefault(symbol));
        Sink.Flag(isLast);
        if (!isLast)
            _values.Tick(reading.Tick);
        _values.Time(reading.ProvenAt);
    }

    private void Write(CycleOutputs outputs)
    {
        _values.List(
            outputs.Parts,
            part =>
            {
                _values.Name(part.Name);
                Sink.Fixed(part.Fingerprint);
                Sink.Flag(part.Bytes is not null);
                if (part.Bytes is { } bytes)
                    Sink.Blob(bytes.Span);
            }
        );
    }
}
