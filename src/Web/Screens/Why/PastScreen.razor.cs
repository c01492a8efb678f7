using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Why;

/// <summary>What was weighed, as far back as it is kept: near misses first, and every condition of the nearest second.</summary>
public sealed partial class PastScreen
{
    private TableShape<DecisionStretch> _shape = default!;
    private StretchRows _source = default!;
    private DataTable<DecisionStretch>? _grid;
    private DecisionLine? _line;
    private string? _open;
    private bool _lost;

    [Inject]
    private IDecisionHistory History { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.None;

    protected override TimeSpan? ReadEvery =>
        _open is not null && _line is null && !_lost ? TimeSpan.FromSeconds(1) : null;

    protected override void OnInitialized()
    {
        _shape = StretchTable.Shape(Surroundings.Symbols.Select(priced => priced.Symbol.Name), Side, Outcome);
        _source = new StretchRows(History, Time);
        base.OnInitialized();
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!long.TryParse(_open, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return;
        var open = _open;
        var stretch = await History.FindAsync(id, cancellationToken);
        var cycle = stretch is null ? null : await History.CycleAsync(stretch.NearestCycle, cancellationToken);
        if (_open != open)
            return;
        _line = cycle
            ?.Decisions.Where(told =>
                told.Decision.Instrument == stretch!.Instrument && told.Decision.Side == stretch.Side
            )
            .Select(DecisionLine.Of)
            .FirstOrDefault();
        _lost = _line is null;
    }

    private async Task Asked(TableQuery query)
    {
        if (_open == query.Row)
            return;
        (_open, _line, _lost) = (query.Row, null, false);
        await ReadNowAsync();
    }

    private async Task RenewAsync()
    {
        if (_grid is null)
            return;
        await _grid.ToTopAsync();
        await _grid.RenewAsync();
    }
}
