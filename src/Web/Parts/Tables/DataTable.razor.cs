using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;
using Strikeboard.Engine.Access;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>
/// A table that its address describes whole. It reads the address, asks its source, draws few rows all at once and many as
/// far as they are in sight. The keyboard, the panel's size and the place of menus are wwwroot-assets/js/table.js.
/// </summary>
public sealed partial class DataTable<T>
{
    /// <summary>Up to here all rows are drawn; beyond it only those in sight.</summary>
    private const int DrawnWhole = 200;

    /// <summary>What a column without a width of its own needs at least, in pixels.</summary>
    private const int LeastShare = 240;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private IJSObjectReference? _hands;
    private DotNetObjectReference<DataTable<T>>? _self;
    private Virtualize<TableLine>? _virtual;
    private TableShape<T>? _shape;
    private TableFace<T>? _face;
    private TableSnapshot<T>? _snapshot;
    private IReadOnlyList<T> _head = [];
    private IReadOnlyList<TableColumn<T>> _columns = [];
    private TableViewSet _views = TableViewSet.None;
    private (int Place, T Row)? _open;
    private string _path = "";
    private string? _trouble;
    private long _revision;
    private int _asked;
    private bool _ready;
    private bool _settle;
    private bool _reveal;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private TableViews Shelf { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Parameter, EditorRequired]
    public TableShape<T> Shape { get; set; } = default!;

    [Parameter, EditorRequired]
    public TableSource<T> Source { get; set; } = default!;

    /// <summary>Another number: the source has other rows than before.</summary>
    [Parameter]
    public long Revision { get; set; }

    /// <summary>What the panel beside the table shows of a row; without it there is no panel.</summary>
    [Parameter]
    public RenderFragment<T>? Details { get; set; }

    /// <summary>Stands where the source has no rows at all.</summary>
    [Parameter]
    public RenderFragment? Nothing { get; set; }

    [Parameter]
    public RenderFragment? Tools { get; set; }

    /// <summary>It takes what is left of the window, and only it scrolls; else it is as long as its rows.</summary>
    [Parameter]
    public bool Fills { get; set; } = true;

    /// <summary>The key of the row that should be in sight at first.</summary>
    [Parameter]
    public string? Home { get; set; }

    [Parameter]
    public RenderFragment? Foot { get; set; }

    /// <summary>The list was read: what is newer than it can be counted from here on.</summary>
    [Parameter]
    public EventCallback OnLoaded { get; set; }

    /// <summary>True when the reader has come back to the first row, false when they leave it.</summary>
    [Parameter]
    public EventCallback<bool> OnTop { get; set; }

    /// <summary>What the address asks for changed.</summary>
    [Parameter]
    public EventCallback<TableQuery> OnQuery { get; set; }

    public TableQuery Query { get; private set; } = TableQuery.Empty;

    public TableSnapshot<T>? Snapshot => _snapshot;

    private int HeadRows => Shape.Grouped ? 2 : 1;

    private int LeastWidth => _columns.Sum(column => column.Width ?? LeastShare);

    private string ClockStamp => $"{Clock.Zone.Id} {Clock.TwelveHours}";

    /// <summary>All that menus and heads are made of.</summary>
    private object Menus => (Shape, Query, _columns, _views, _path, ClockStamp);

    /// <summary>What the heads of moments name, where there are any.</summary>
    private string? HeadZone =>
        _snapshot is { } snapshot && _columns.Any(column => column.Moment) ? Clock.ZoneLabel(snapshot.At) : null;

    /// <summary>Reads again what the address asks for.</summary>
    public async Task RenewAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    public async Task ToTopAsync()
    {
        if (_hands is not null)
            await _hands.InvokeVoidAsync("toTop");
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        Clock.Changed += Draw;
        Take(Navigation.Uri);
        _views = await Shelf.ReadAsync(Shape.Name, _gone.Token);
        if (Query.IsBare && _views.Default is { } chosen)
            Query = TableQuery.Parse(chosen.Query, Shape.Filters) with { Others = Query.Others };
        TakeOwnColumns();
        _ready = true;
        _reveal = Query.Row is not null || Home is not null;
        await OnQuery.InvokeAsync(Query);
        _revision = Revision;
        await LoadAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_shape, Shape))
            (_shape, _columns) = (Shape, Shape.ColumnsOf(Query));
        if (!_ready || _revision == Revision)
            return;
        _revision = Revision;
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive || _gone.IsCancellationRequested)
            return;
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/table.js");
            _hands = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self);
        }
        if (_settle)
        {
            // The address says what is seen, also what came from the viewer's own choices.
            _settle = false;
            Navigation.NavigateTo(Query.On(_path), replace: true);
        }
        if (_reveal && _hands is not null && (_open?.Place ?? PlaceOfHome()) is { } place)
        {
            _reveal = false;
            await _hands.InvokeVoidAsync("reveal", place, Query.Row is not null);
        }
    }

    [JSInvokable]
    public Task OpenRow(string key) => GoAsync(Query with { Row = key });

    [JSInvokable]
    public Task CloseRow() => GoAsync(Query with { Row = null });

    [JSInvokable]
    public Task TopSeen(bool atTop) => OnTop.InvokeAsync(atTop);

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnMoved;
        Clock.Changed -= Draw;
        await _gone.CancelAsync();
        _self?.Dispose();
        try
        {
            if (_hands is not null)
                await _hands.InvokeVoidAsync("detach");
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the hands with it.
        }
    }

    private Task GoAsync(TableQuery query)
    {
        Navigation.NavigateTo(query.On(_path));
        return Task.CompletedTask;
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(FollowAsync);

    /// <summary>The browser's back and forward, links and our own menus all come through here.</summary>
    private async Task FollowAsync()
    {
        var (path, before) = (_path, Query);
        if (_gone.IsCancellationRequested || !IsHere(Navigation.Uri))
            return;
        Take(Navigation.Uri);
        TakeOwnColumns();
        if (path == _path && before.ToString() == Query.ToString() && !_settle)
            return;
        await OnQuery.InvokeAsync(Query);
        var onlyRow =
            path == _path && (before with { Row = null }).ToString() == (Query with { Row = null }).ToString();
        if (onlyRow)
            await FindOpenAsync();
        else
            await LoadAsync();
        StateHasChanged();
    }

    /// <summary>An address of another page is about to take this one away.</summary>
    private bool IsHere(string uri) => PathOf(uri).Split('/')[0] == _path.Split('/')[0];

    private string PathOf(string uri) => Navigation.ToBaseRelativePath(uri).Split('?', '#')[0];

    private void Take(string uri)
    {
        _path = PathOf(uri);
        var question = uri.IndexOf('?', StringComparison.Ordinal);
        var text = question < 0 ? "" : uri[question..].Split('#')[0];
        Query = TableQuery.Parse(text, Shape.Filters);
        _columns = Shape.ColumnsOf(Query);
    }

    private void TakeOwnColumns()
    {
        if (Query.Columns.IsEmpty && _views.Columns is { } own)
            Query = Query with { Columns = [.. own.Split(',')] };
        _columns = Shape.ColumnsOf(Query);
        var text = Navigation.Uri.Split('#')[0];
        _settle =
            Query.ToString()
            != TableQuery
                .Parse(
                    text.Contains('?', StringComparison.Ordinal)
                        ? text[text.IndexOf('?', StringComparison.Ordinal)..]
                        : "",
                    Shape.Filters
                )
                .ToString();
    }

    private async Task ReadViewsAsync()
    {
        _views = await Shelf.ReadAsync(Shape.Name, _gone.Token);
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var asked = ++_asked;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(Patience);
        try
        {
            var snapshot = await Source.TakeAsync(Query, patience.Token);
            var head = snapshot.Matching == 0 ? [] : await snapshot.ReadAsync(0, DrawnWhole, patience.Token);
            // The last asked wins: an answer that comes late, to an earlier question, is dropped.
            if (asked != _asked)
                return;
            (_snapshot, _head, _trouble) = (snapshot, head, null);
            await FindOpenAsync();
            if (_virtual is not null && snapshot.Matching > DrawnWhole)
                await _virtual.RefreshDataAsync();
            await OnLoaded.InvokeAsync();
        }
        catch (Exception exception) when (!_gone.IsCancellationRequested)
        {
            if (asked == _asked)
                _trouble =
                    exception is OperationCanceledException ? "no answer within ten seconds." : exception.Message;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task FindOpenAsync()
    {
        _open = null;
        if (Details is null || Query.Row is not { } key || _snapshot is not { } snapshot)
            return;
        for (var i = 0; i < _head.Count; i++)
        {
            if (Shape.KeyOf(_head[i]) == key)
            {
                _open = (i, _head[i]);
                return;
            }
        }
        if (snapshot.Matching > _head.Count)
            _open = await snapshot.FindAsync(key, _gone.Token);
    }

    private async ValueTask<ItemsProviderResult<TableLine>> ProvideAsync(ItemsProviderRequest request)
    {
        if (_snapshot is not { } snapshot)
            return new([], 0);
        var (start, count) = (request.StartIndex, Math.Min(request.Count, snapshot.Matching - request.StartIndex));
        if (count <= 0)
            return new([], snapshot.Matching);
        try
        {
            var rows =
                start + count <= _head.Count
                    ? _head.Skip(start).Take(count)
                    : await snapshot.ReadAsync(start, count, request.CancellationToken);
            return new(rows.Select((row, i) => new TableLine(start + i, row)), snapshot.Matching);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _trouble = exception.Message;
            return new([], snapshot.Matching);
        }
    }

    private int? PlaceOfHome()
    {
        for (var i = 0; i < _head.Count; i++)
        {
            if (Shape.KeyOf(_head[i]) == Home)
                return i;
        }
        return null;
    }

    private TableFace<T> Face() => _face = TableFace<T>.Of(_face, Shape, _columns, Query, _path, ClockStamp);

    private bool IsOpen(T row) => Query.Row is { } key && Shape.KeyOf(row) == key;

    private string TitleOf(TableColumn column) =>
        column.Moment && _snapshot is { } snapshot ? $"{column.Title} ({Clock.ZoneLabel(snapshot.At)})" : column.Title;

    private string? SortOf(TableColumn<T> column)
    {
        var (by, falling) = Shape.OrderOf(Query);
        return !ReferenceEquals(by, column) ? null
            : falling ? "descending"
            : "ascending";
    }

    /// <summary>Numbers are asked for from the top, words from the start; once more turns it, a third time ends it.</summary>
    private string SortAddress(TableColumn<T> column)
    {
        var (up, down) = (column.Key, $"-{column.Key}");
        var (first, second) = column.Numeric || column.Moment ? (down, up) : (up, down);
        var now = Query.Order.Length > 0 ? Query.Order : Shape.Order;
        var next =
            now == first ? second
            : now == second ? ""
            : first;
        return (Query with { Order = next }).On(_path);
    }

    private IEnumerable<(string? Title, int Span)> Groups
    {
        get
        {
            for (var i = 0; i < _columns.Count; )
            {
                var title = _columns[i].Group;
                var span = _columns.Skip(i).TakeWhile(column => column.Group == title).Count();
                yield return (title, span);
                i += span;
            }
        }
    }

    private void Draw() => _ = InvokeAsync(StateHasChanged);

    private sealed record TableLine(int Place, T Row);
}
