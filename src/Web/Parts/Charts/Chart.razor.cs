using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>
/// Draws a <see cref="ChartModel"/>. At most four times a second something is sent, the newest model only, and the next not
/// before the browser has drawn the last; to a hidden tab nothing is sent until it is looked at again.
/// </summary>
public sealed partial class Chart
{
    public static readonly TimeSpan LeastBetween = TimeSpan.FromMilliseconds(250);

    private readonly string _summaryId = $"c{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _box;
    private ElementReference _said;
    private DotNetObjectReference<Chart>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _drawing;
    private string _summary = "";
    private (ChartModel Model, string Zone)? _sent;
    private long _sentAt;
    private bool _sending;
    private bool _unseen;
    private bool _given;
    private bool _table;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Parameter, EditorRequired]
    public ChartModel Model { get; set; } = default!;

    /// <summary>
    /// Height of the drawing, one of those in the style sheet: the policy lets no element have a style of its own. Known
    /// before the first point, so that nothing jumps.
    /// </summary>
    [Parameter]
    public string Height { get; set; } = "20rem";

    /// <summary>The table in place of the drawing. Bind it where the address should carry it.</summary>
    [Parameter]
    public bool Table { get; set; }

    [Parameter]
    public EventCallback<bool> TableChanged { get; set; }

    /// <summary>What stands beside the two views: ranges, overlays, files.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    private (ChartModel Model, string Zone) Wanted => (Model, Clock.Zone.Id);

    private string Levels =>
        string.Join(
            " · ",
            Model
                .Thresholds.Select(t => $"{t.Text} {ChartText.Y(t.OnRight ? Model.Right ?? Model.Y : Model.Y, t.Y)}")
                .Concat(Model.Marks.Select(m => $"{m.Text} {ChartText.X(Model.X, m.X, Clock)}"))
        );

    protected override void OnParametersSet()
    {
        // The owner's word counts when it changes; in between the view is the viewer's choice.
        if (_given != Table)
            _table = _given = Table;
        _summary = ChartSummary.Of(Model, Clock);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _self = DotNetObjectReference.Create(this);
                _module = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/charts/chart.js");
                _drawing = await _module.InvokeAsync<IJSObjectReference>("mount", _gone.Token, _box, _said, _self);
            }
            await SendAsync();
        }
        catch (Exception ended) when (ended is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and its drawing with it.
        }
    }

    /// <summary>The tab is looked at again.</summary>
    [JSInvokable]
    public async Task Seen()
    {
        _unseen = false;
        try
        {
            await SendAsync();
        }
        catch (Exception ended) when (ended is JSDisconnectedException or OperationCanceledException)
        {
            // It was looked at and left in the same moment.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        await _gone.CancelAsync();
        try
        {
            if (_drawing is not null)
            {
                await _drawing.InvokeVoidAsync("dispose");
                await _drawing.DisposeAsync();
            }
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception ended) when (ended is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and its drawing with it.
        }
        _self?.Dispose();
    }

    private async Task SendAsync()
    {
        if (_drawing is null || _sending)
            return;
        _sending = true;
        try
        {
            while (!_table && !_unseen && Wanted is var wanted && _sent != wanted)
            {
                var wait = LeastBetween - Time.GetElapsedTime(_sentAt);
                if (_sent is not null && wait > TimeSpan.Zero)
                    await Task.Delay(wait, Time, _gone.Token);
                // The newest, not the one that was there when the waiting began.
                wanted = Wanted;
                var wire = ChartWire.Between(_sent?.Model, wanted.Model, wanted.Zone);
                _unseen = await _drawing.InvokeAsync<bool>("update", _gone.Token, wire);
                _sent = wanted;
                _sentAt = Time.GetTimestamp();
            }
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task Turn(bool table)
    {
        if (table == _table)
            return;
        _table = table;
        await TableChanged.InvokeAsync(table);
    }

    /// <summary>Exactly what is shown, for a spreadsheet.</summary>
    private async Task SaveAsync()
    {
        if (_module is not null)
            await _module.InvokeVoidAsync(
                "save",
                _gone.Token,
                ChartFile.NameOf(Model, Time.GetUtcNow()),
                ChartFile.Of(Model)
            );
    }

    private ChartAxis AxisOf(ChartSeries series) => series.OnRight && Model.Right is { } right ? right : Model.Y;

    private static string NoteOf(ChartRow row)
    {
        if (row.IsGap)
            return "gap";
        var notes = row.Cells.Where(cell => cell is not null).Select(cell => cell!.Value).ToArray();
        var words = notes.Select(point => point.Note).OfType<string>();
        if (notes.Any(point => point is { Estimated: true, Y: not null }))
            words = words.Prepend("estimated");
        return string.Join(", ", words.Distinct(StringComparer.Ordinal));
    }
}
