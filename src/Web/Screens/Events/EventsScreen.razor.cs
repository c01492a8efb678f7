using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Events;

/// <summary>
/// The system's diary, newest first. While its first row is in sight it follows; a list that moves under the reader's eyes
/// cannot be read, so further down what is new is counted, and shown when asked for.
/// </summary>
public sealed partial class EventsScreen
{
    private static readonly TimeSpan LeastBetweenReads = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Nearby = TimeSpan.FromMinutes(2);

    private TableShape<SystemEvent> _shape = default!;
    private TableSource<SystemEvent> _source = default!;
    private DataTable<SystemEvent>? _grid;
    private EventFilter _filter = EventFilter.None;
    private bool _oldestFirst;
    private bool _follows = true;
    private bool _wishedPause;
    private int _fresher;
    private long _readAt;

    [Inject]
    private IEventReader Reader { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.Events;

    private string Fresher =>
        $"{_fresher}{(_fresher >= LiveBoard.EventsKept ? " or more" : "")} new {(_fresher == 1 ? "event" : "events")}";

    protected override async Task OnInitializedAsync()
    {
        _shape = EventTable.Shape([], Grade);
        _source = new KeysetRows<SystemEvent, EventFilter>(
            Reader,
            EventTable.FilterOf,
            e => e.Id,
            EventTable.OldestFirst,
            Time
        );
        try
        {
            _shape = EventTable.Shape(await Reader.SourcesAsync(Gone), Grade);
        }
        catch (Exception)
        {
            // The names are offered for convenience; the table says itself that the database is away.
        }
    }

    protected override void OnBoard()
    {
        var newest = _grid?.Snapshot?.Top ?? long.MaxValue;
        _fresher = _oldestFirst ? 0 : Board.Events.Count(e => e.Id > newest && _filter.Matches(e));
        if (_follows && _fresher > 0 && Time.GetElapsedTime(_readAt) > LeastBetweenReads)
        {
            _readAt = Time.GetTimestamp();
            _ = InvokeAsync(RenewAsync);
        }
    }

    private async Task RenewAsync()
    {
        if (_grid is null || Gone.IsCancellationRequested)
            return;
        await _grid.RenewAsync();
        OnBoard();
        StateHasChanged();
    }

    private void Asked(TableQuery query)
    {
        _filter = EventTable.FilterOf(query);
        _oldestFirst = EventTable.OldestFirst(query);
        _fresher = 0;
    }

    private void TopSeen(bool atTop)
    {
        _follows = atTop && !_wishedPause;
        OnBoard();
    }

    private Task ToggleAsync()
    {
        if (!_follows)
            return FollowAsync();
        (_follows, _wishedPause) = (false, true);
        return Task.CompletedTask;
    }

    private async Task FollowAsync()
    {
        (_follows, _wishedPause) = (true, false);
        if (_grid is not null)
            await _grid.ToTopAsync();
        await RenewAsync();
    }

    private static string Around(SystemEvent happened) =>
        $"events?from={Iso(happened.At - Nearby)}&to={Iso(happened.At + Nearby)}&row={EventTable.Id(happened)}";

    private static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
