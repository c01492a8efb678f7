using Microsoft.AspNetCore.Components;
using Strikeboard.Engine;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Orders;

/// <summary>
/// Every order that was ever kept, newest first. While its first row is in sight it follows what the desk does; a list that
/// moves under the reader's eyes cannot be read.
/// </summary>
public sealed partial class OrdersScreen
{
    private static readonly TimeSpan LeastBetweenReads = TimeSpan.FromSeconds(1);

    private TableShape<OrderLine> _shape = default!;
    private TableSource<OrderLine> _source = default!;
    private DataTable<OrderLine>? _grid;
    private IReadOnlyList<StoryLine> _story = [];
    private OrderLine? _asked;
    private Board _seen = Board.Empty;
    private string? _open;
    private bool _follows = true;
    private bool _wishedPause;
    private bool _sending;
    private long _readAt;

    [Inject]
    private IOrderReader Reader { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.Trading;

    protected override TimeSpan? ReadEvery => _open is null ? null : TimeSpan.FromSeconds(1);

    protected override async Task OnInitializedAsync()
    {
        _shape = OrderTable.Shape([], Side, State);
        _source = new KeysetRows<OrderLine, OrderFilter>(
            Reader,
            OrderTable.FilterOf,
            order => order.Id,
            OrderTable.OldestFirst,
            Time
        );
        try
        {
            _shape = OrderTable.Shape(await Reader.OpenersAsync(Gone), Side, State);
        }
        catch (Exception)
        {
            // The names are offered for convenience; the table says itself that the database is away.
        }
    }

    protected override void OnBoard()
    {
        var news = !ReferenceEquals(_seen.Positions, Board.Positions);
        if (!_follows || !news || (_readAt != 0 && Time.GetElapsedTime(_readAt) < LeastBetweenReads))
            return;
        (_seen, _readAt) = (Board, Time.GetTimestamp());
        _ = InvokeAsync(RenewAsync);
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_grid?.Query.Row is not { } row || !long.TryParse(row, out var id))
            return;
        var rows = await Reader.SliceAsync(
            OrderTable.FilterOf(_grid.Query),
            new KeysetSlice(id, null, OldestFirst: false, Skip: 0, Take: 1),
            cancellationToken
        );
        if (rows is [var order] && order.Id == id)
            _story = await Reader.StoryAsync([order.PositionId], cancellationToken);
    }

    private async Task RenewAsync()
    {
        if (_grid is null || Gone.IsCancellationRequested)
            return;
        await _grid.RenewAsync();
        StateHasChanged();
    }

    private async Task Asked(TableQuery query)
    {
        if (_open == query.Row)
            return;
        (_open, _story) = (query.Row, []);
        await ReadNowAsync();
    }

    private void TopSeen(bool atTop) => _follows = atTop && !_wishedPause;

    private async Task ToggleAsync()
    {
        (_follows, _wishedPause) = (!_follows, _follows);
        if (!_follows)
            return;
        if (_grid is not null)
            await _grid.ToTopAsync();
        await RenewAsync();
    }

    private async Task CancelAsync()
    {
        if (_sending || _asked is not { } order)
            return;
        _sending = true;
        try
        {
            await Commands.RunAsync("Cancel order", new CancelOrder(order.ClientOrderId), null, CancellationToken.None);
        }
        finally
        {
            (_sending, _asked) = (false, null);
        }
    }

    /// <summary>The board is ahead of the row: what it knows of an order under way counts.</summary>
    private AttemptState Held(OrderLine order) =>
        Board
            .Positions.GetValueOrDefault(order.PositionId)
            ?.Attempts.FirstOrDefault(attempt => attempt.ClientOrderId == order.ClientOrderId)
            is { } attempt
            ? attempt.State
            : order.State;

    private string? WhyNot(OrderLine order) =>
        Viewer.Lacks(Role.Operator)
        ?? (
            order.Purpose == IntentPurpose.Exit ? "an exit is not cancelled by hand: it protects what is held"
            : Held(order)
                is AttemptState.Planned
                    or AttemptState.Sending
                    or AttemptState.Working
                    or AttemptState.Unknown
                ? null
            : "it is over"
        );
}
