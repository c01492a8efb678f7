using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Replaying;

/// <summary>One part of a recording, entry by entry, through the price memories and the steps of this program.</summary>
internal sealed class PartReplay
{
    private readonly ReplayRequest _request;
    private readonly ReplayTally _tally;
    private readonly PipelineOptions _options;
    private readonly PipelineChoices? _today;
    private readonly CycleRunner _runner;
    private readonly OutputComparer _comparer;
    private readonly ByteSink _scratch = new();
    private readonly Dictionary<Symbol, ReplayedMemory> _memories = [];

    public PartReplay(
        PartStarted started,
        PipelineOptions today,
        ReplayRequest request,
        ReplayTally tally,
        TimeProvider time
    )
    {
        (_request, _tally) = (request, tally);
        _today = request.WithToday ? PipelineChoices.Of(today) : null;
        _options = request.WithToday ? today : started.By.Pipeline;
        _runner = new CycleRunner(Steps(), time);
        _comparer = new OutputComparer(started.By.Shapes);
        if (request.WithToday)
            tally.Changed(SettingsDifference.Between(started.By.Pipeline, today));
    }

    public void Take(TapeEntry entry)
    {
        switch (entry)
        {
            case MemoryTold told:
                _memories[told.State.Symbol] = new ReplayedMemory(told.State, _options.VolatilityHalfLifeSeconds);
                break;
            case TickAdded added:
                _memories.GetValueOrDefault(added.Symbol)?.Heard(added);
                break;
            case MemoryWarmed warmed:
                _memories.GetValueOrDefault(warmed.Symbol)?.Heard(warmed);
                break;
            case ChoicesMade { Choices: var choices } when _today is not null:
                _tally.Changed(SettingsDifference.Between(choices, _today));
                break;
            case CycleRan cycle:
                Take(cycle);
                break;
        }
    }

    private static IEnumerable<IPipelineStep> Steps() =>
        new ServiceCollection().AddSteps().BuildServiceProvider().GetServices<IPipelineStep>();

    private void Take(CycleRan cycle)
    {
        var due = cycle.Inputs.DueAt;
        if (due < _request.From || due >= _request.To)
            return;
        if (Rebuilt(cycle.Inputs) is not { } inputs)
        {
            _tally.Unknown(due);
            return;
        }
        var made = _runner.Run(inputs);
        if (Differing(made, cycle.Outputs, whole: false).Count == 0)
            _tally.Equal(due);
        else
            _tally.Different(inputs, Differing(made, cycle.Outputs, whole: true), _comparer);
    }

    /// <summary>Whole outputs are made only to name what differs: of an hour that comes out the same, none.</summary>
    private List<(OutputPart? Ours, OutputPart? Recorded)> Differing(
        CycleSnapshot made,
        CycleOutputs recorded,
        bool whole
    ) => OutputComparer.Differing(Wanted(CycleOutputs.Of(made, whole, _scratch)), Wanted(recorded));

    /// <summary>The inputs with their price history made again; null where a part of it was lost.</summary>
    private CycleInputs? Rebuilt(CycleInputs recorded)
    {
        var symbols = ImmutableArray.CreateBuilder<SymbolInputs>();
        foreach (var inputs in recorded.Symbols.Where(inputs => IsWanted(inputs.Symbol)))
        {
            if (_memories.GetValueOrDefault(inputs.Symbol)?.CaptureAt(inputs.Prices.Changes) is not { } prices)
                return null;
            symbols.Add(inputs with { Prices = prices, Choices = _today ?? inputs.Choices });
        }
        return recorded with { Symbols = symbols.ToImmutable() };
    }

    private bool IsWanted(Symbol symbol) => _request.Symbol is null || _request.Symbol == symbol;

    /// <summary>Of one symbol alone, not the cycle's own words: they speak of all.</summary>
    private CycleOutputs Wanted(CycleOutputs outputs) =>
        _request.Symbol is { } symbol
            ? new([.. outputs.Parts.Where(part => part.Name.StartsWith($"{symbol}.", StringComparison.Ordinal))])
            : outputs;
}
