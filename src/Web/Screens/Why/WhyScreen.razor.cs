using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Why;

/// <summary>What the last cycle weighed and what each side of each contract lacked to be entered.</summary>
public sealed partial class WhyScreen
{
    /// <summary>Conditions of the bot and the desk, the same for every contract.</summary>
    private static readonly string[] Shared = [EntryGateNames.Open, EntryGateNames.Guard];

    private TableShape<DecisionLine> _shape = default!;
    private MemoryRows<DecisionLine> _source = default!;
    private IReadOnlyList<string> _common = [];
    private DecisionLine? _lastEntered;
    private WeighedCycle? _shown;
    private long _revision;
    private bool _held;

    [Inject]
    private Decisions Decisions { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.Cycle | BoardTopics.Trading;

    protected override void OnInitialized()
    {
        _shape = DecisionTable.Shape(Surroundings.Symbols.Select(priced => priced.Symbol.Name), Side, Outcome);
        _source = new(_shape, Time);
        base.OnInitialized();
    }

    protected override void OnBoard()
    {
        if (_held || Decisions.Last is not { } last || ReferenceEquals(last, _shown))
            return;
        _shown = last;
        var lines = DecisionLine.Of(last);
        _source.Set(lines, last.At);
        _common = [.. Shared.Where(gate => lines.Length > 0 && lines.All(line => Fails(line, gate)))];
        _lastEntered = lines.FirstOrDefault(line => line.Outcome == DecisionOutcome.Entered) ?? _lastEntered;
        _revision++;
    }

    private void Toggle()
    {
        _held = !_held;
        OnBoard();
    }

    private static bool Fails(DecisionLine line, string gate)
    {
        foreach (var asked in line.Decision.Gates)
        {
            if (asked.Name == gate)
                return !asked.Passed;
        }
        return false;
    }
}
