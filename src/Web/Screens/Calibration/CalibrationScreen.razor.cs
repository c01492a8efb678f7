using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Live;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Calibration;

/// <summary>Whether what we say comes as often as we say it, beside the market's own price.</summary>
public sealed partial class CalibrationScreen
{
    private CalibrationPlace _place = CalibrationPlace.Everything;
    private CalibrationPlace? _read;
    private CalibrationAnswer? _answer;
    private CheckpointCalibration? _shown;
    private ChartModel? _chart;

    [Inject]
    private ICalibrationReader Calibration { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "symbol")]
    public string? SymbolName { get; set; }

    [SupplyParameterFromQuery(Name = "series")]
    public string? SeriesName { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "window")]
    public string? WindowWord { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    protected override BoardTopics Topics => BoardTopics.Cycle;

    /// <summary>The reader reckons anew only when something was written: asking often makes the page grow as events settle.</summary>
    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(2);

    private IReadOnlyList<string>? Series =>
        Surroundings.Symbols.FirstOrDefault(priced => priced.Symbol == _place.Symbol)?.Series;

    private DateTimeOffset? NextClose =>
        Board
            .LastGood.Values.SelectMany(snapshot => snapshot.Strikes)
            .Where(table => _place.Takes(table.Symbol, table.Series))
            .Select(table => table.Event?.CloseTime)
            .Where(close => close > Now)
            .Min();

    protected override async Task OnParametersSetAsync()
    {
        _place = CalibrationPlace.Of(Surroundings, SymbolName, SeriesName, Before, WindowWord, View);
        if (_answer is not null && _read == _place)
            Choose();
        else
            await ReadNowAsync();
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Another choice may be made while this one is read: the last one made is the one to show.
        CalibrationPlace asked;
        do
        {
            asked = _place;
            _answer = await Calibration.ReadAsync(asked.Filter(Time.GetUtcNow()), cancellationToken);
        } while (asked != _place);
        _read = asked;
        Choose();
    }

    private void Choose()
    {
        // Without a choice in the address: where the most has settled, and until then what a short event has.
        _shown =
            _place.Checkpoint is { } chosen ? Of(chosen)
            : _answer!.Checkpoints.All(one => one.Scored == 0) ? Of(CalibrationPlace.FirstCheckpoint)
            : _answer.Checkpoints.MaxBy(one => one.Scored);
        _chart = _shown is { } shown ? ReliabilityChart.Of(shown) : null;
    }

    private CheckpointCalibration? Of(int seconds) =>
        _answer?.Checkpoints.FirstOrDefault(one => one.Checkpoint == seconds);

    private (string Title, string Text) Nothing(CheckpointCalibration shown)
    {
        var minutes = shown.Checkpoint / 60;
        var next = NextClose is { } close
            ? $" The next event closes in {TimeSpanText.Countdown(close - Now)}, and its outcome follows within a minute."
            : " No event is open just now.";
        return shown.Count switch
        {
            { Kept: 0 } => (
                "No forecast has been kept here yet",
                $"One is kept for each contract {minutes} min before its close, in events that are open that long.{next}"
            ),
            { Waiting: > 0 } count => (
                $"{MoneyText.Count(count.Waiting)} forecasts wait for their outcome",
                $"The first settle when their events have closed.{next}"
            ),
            var count => (
                "Nothing that counts has settled yet",
                $"{MoneyText.Count(count.NotScored)} settled forecasts were made from stale or estimated data and are not scored.{next}"
            ),
        };
    }

    private void ShowTable(bool table) => Navigation.NavigateTo(_place.To(table: table), replace: true);

    private string Download(string path) => _place.Download(path, _shown!.Checkpoint, _answer!.From);
}
