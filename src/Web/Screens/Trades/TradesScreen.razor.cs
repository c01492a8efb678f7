using Microsoft.AspNetCore.Components;
using Strikeboard.Engine;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Trades;

/// <summary>What has been closed and what it brought, one by one and together.</summary>
public sealed partial class TradesScreen
{
    private TableShape<Trade> _shape = default!;
    private TableSource<Trade> _source = default!;
    private DataTable<Trade>? _grid;
    private TradeTotals? _totals;
    private ChartModel _equity = default!;
    private TradeFilter _filter = new();
    private IReadOnlyList<StoryLine> _story = [];
    private string? _open;
    private bool _filtered;

    [Inject]
    private ITradeReader Reader { get; set; } = default!;

    [Inject]
    private IOrderReader Orders { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.None;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(5);

    protected override async Task OnInitializedAsync()
    {
        _shape = TradeTable.Shape([], Side);
        _source = new KeysetRows<Trade, TradeFilter>(
            Reader,
            TradeTable.FilterOf,
            trade => trade.Id,
            TradeTable.OldestFirst,
            Time
        );
        try
        {
            _shape = TradeTable.Shape(await Orders.OpenersAsync(Gone), Side);
        }
        catch (Exception)
        {
            // The names are offered for convenience; the table says itself that the database is away.
        }
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var known = _totals?.All.Trades;
        _totals = await Reader.TotalsAsync(_filter, cancellationToken);
        _equity = EquityChart.Of(_totals);
        if (long.TryParse(_open, out var id))
        {
            var rows = await Reader.SliceAsync(
                new TradeFilter(),
                new KeysetSlice(id, null, OldestFirst: false, Skip: 0, Take: 1),
                cancellationToken
            );
            _story =
                rows is [var trade] && trade.Id == id
                    ? await Orders.StoryAsync([trade.PositionId], cancellationToken)
                    : [];
        }
        // A trade more than the table was read with: the one belongs to the other.
        if (known is not null && known != _totals.All.Trades && _grid is not null)
            await _grid.RenewAsync();
    }

    private async Task RenewAsync()
    {
        if (_grid is not null)
            await _grid.RenewAsync();
        await ReadNowAsync();
    }

    private async Task Asked(TableQuery query)
    {
        var filter = TradeTable.FilterOf(query);
        if (filter == _filter && _open == query.Row && _totals is not null)
            return;
        if (_open != query.Row)
            _story = [];
        (_filter, _open, _filtered) = (filter, query.Row, filter != new TradeFilter());
        await ReadNowAsync();
    }
}
