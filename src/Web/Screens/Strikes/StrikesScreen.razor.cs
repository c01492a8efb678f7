using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Strikes;

/// <summary>The strike table of one series: every contract near spot with both of its sides.</summary>
public sealed partial class StrikesScreen
{
    private PricedSymbol _symbol = default!;
    private string _series = "";
    private StrikeTable? _table;
    private PriceView? _price;
    private Freshness _fresh;
    private DateTimeOffset _madeAt;
    private MemoryRows<StrikeLine> _source = default!;
    private long _revision;
    private bool _paused;
    private long _pausedAt;

    [Inject]
    private StrikeLines Lines { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Parameter]
    public string? SymbolName { get; set; }

    [SupplyParameterFromQuery(Name = "series")]
    public string? SeriesName { get; set; }

    protected override BoardTopics Topics => BoardTopics.Cycle;

    /// <summary>Why the newest cycle has no table of its own.</summary>
    private string Why =>
        Board.Cycle?.Of(_symbol.Symbol)?.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Failed) is { } failed
            ? $"The {failed.Name} step fails: {failed.Error?.Message}."
        : Board.Pipeline.State == PipelineState.Running ? ""
        : $"The pipeline is {Board.Pipeline.State.ToString().ToLowerInvariant()}.";

    /// <summary>Cycles that came while the page held still.</summary>
    private long Missed => (Board.Cycle?.Id ?? _pausedAt) - _pausedAt;

    protected override void OnInitialized()
    {
        _source = new(Shape, Time);
        base.OnInitialized();
    }

    protected override void OnParametersSet()
    {
        var before = (_symbol?.Symbol, _series);
        _symbol = Surroundings.SymbolOrFirst(SymbolName);
        _series =
            _symbol.Series.FirstOrDefault(s => string.Equals(s, SeriesName, StringComparison.OrdinalIgnoreCase))
            ?? _symbol.Series[0];
        _paused &= before == (_symbol.Symbol, _series);
        OnBoard();
    }

    protected override void OnBoard()
    {
        // The first look comes before the address has been read.
        if (_symbol is null || _paused)
            return;
        var shown = Board.Shown(_symbol.Symbol);
        _price = shown?.Price;
        _table = shown?.StrikesOf(_series);
        if (_table is null)
            return;
        _fresh = Board.FreshnessOf(_table, Now);
        _madeAt = Board.MadeAt(_table.CycleId);
        _source.Set(Lines.Of(_table, _fresh, Now), _table.AsOf);
        _revision++;
    }

    private void TogglePause()
    {
        _paused = !_paused;
        _pausedAt = Board.Cycle?.Id ?? 0;
        OnBoard();
    }
}
