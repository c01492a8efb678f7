using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Web.Screens.Overview;

/// <summary>One priced thing at a glance.</summary>
public sealed partial class SymbolCard
{
    private SymbolSnapshot? _shown;
    private StrikeTable? _table;
    private Freshness _fresh;
    private bool _known;
    private SparkLine _line = SparkLine.Empty;
    private long _lineOf = -1;

    [Inject]
    private CycleTrail Trail { get; set; } = default!;

    [Parameter, EditorRequired]
    public Board Board { get; set; } = Board.Empty;

    [Parameter, EditorRequired]
    public Symbol Symbol { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    protected override void OnParametersSet()
    {
        _shown = Board.Shown(Symbol);
        _known = _shown?.Price is not null;
        _fresh = _shown is null
            ? new(Quality.Missing, TimeSpan.MaxValue, Hidden: true)
            : Board.FreshnessOf(_shown, Now);
        _table = _shown?.StrikesOf(null);
        if (Board.Cycle is not { } cycle || cycle.Id == _lineOf)
            return;
        _lineOf = cycle.Id;
        _line = SparkLine.Of(Trail.PricesOf(Symbol));
    }

    /// <summary>Between two cycles the newest tick is truer than the last cycle's price.</summary>
    private decimal LivePrice(PriceView price) =>
        Board.Ticks.GetValueOrDefault(Symbol) is { } tick && tick.ReceivedAt > price.AsOf ? tick.Price : price.Price;
}
