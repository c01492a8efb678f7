using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Overview;

/// <summary>Five questions, answered without scrolling.</summary>
public sealed partial class OverviewScreen
{
    private IReadOnlyList<Need> _needs = [];
    private HealthReport? _health;
    private double? _hourRate;
    private DeskSum _held = new(0, 0, 0, 0, 0, null, 0, 0, 0);
    private DeskState _desk = DeskState.Of(RiskView.Unknown);

    [Inject]
    private IHealthReader Health { get; set; } = default!;

    [Inject]
    private IPerformanceReader Performance { get; set; } = default!;

    [Inject]
    private IMarks Marks { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.All;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(15);

    private string TitleMark => Surroundings.Mode == Mode.Live ? "LIVE" : "";

    private string RunWord =>
        Board.Pipeline.State == PipelineState.Running && Board.Pipeline.ConsecutiveFailures > 0
            ? "Running, failing"
            : Board.Pipeline.State.ToString();

    private string RunTone =>
        (Board.Pipeline.State, Board.Pipeline.Health) switch
        {
            (PipelineState.Running, PipelineHealth.Healthy) => Board.Pipeline.ConsecutiveFailures == 0
                ? "good"
                : "warn",
            (PipelineState.Stopped, _) => "bad",
            (PipelineState.Running, _) => "bad",
            _ => "warn",
        };

    private string RunIcon =>
        Board.Pipeline.State switch
        {
            PipelineState.Running => "pulse",
            PipelineState.Paused => "pause",
            PipelineState.Stopped => "stop",
            _ => "delayed",
        };

    /// <summary>Until the database has an answer the strip's own five minutes stand in.</summary>
    private double? HourRate => _hourRate ?? Board.StripRate();

    /// <summary>The worst of all sources and all shown prices: one stale price is enough for a no.</summary>
    private QualityText WorstSource =>
        QualityText.Of(
            Board
                .Sources.Values.Select(source => source.QualityAt(Now))
                .Concat(Surroundings.Symbols.Select(s => PriceQuality(s.Symbol)))
                .DefaultIfEmpty(Quality.Missing)
                .Max()
        );

    private string FreshWord => Board.Sources.IsEmpty ? "No source yet" : Capital(WorstSource.Word);

    private int FreshSources => Board.Sources.Values.Count(source => source.QualityAt(Now) <= Quality.Delayed);

    private string HealthWord =>
        _health is { } health ? $"Health {health.CappedScore}, {health.Band}" : "Health not judged yet";

    private string HealthTone =>
        _health?.CappedScore switch
        {
            >= 85 => "good",
            >= 50 => "warn",
            null => "idle",
            _ => "bad",
        };

    private IEnumerable<ScorePart> Parts => _health is { } health ? ScorePart.From(health) : [];

    private string CapReason =>
        _health is { CapReason: { Length: > 0 } reason } ? $"Capped from {_health.Score}: {reason}" : "Not capped";

    protected override void OnBoard()
    {
        _health = Health.Current;
        _held = DeskSum.Of(Board.Positions.Values, Marks, Now);
        _desk = DeskState.Of(Board.Risk);
        _needs = Need.Of(Board, _health, Now);
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Should this reading fail, the figure falls back to the strip rather than growing old unseen.
        _hourRate = null;
        var figures = await Performance.ReadAsync(cancellationToken);
        _hourRate = figures.Windows.GetValueOrDefault("1h")?.SuccessRate;
    }

    private Quality PriceQuality(Symbol symbol) =>
        Board.Shown(symbol) is { } shown ? Board.FreshnessOf(shown, Now).Quality : Quality.Missing;

    private static string TransportWord(SourceStatus source) =>
        source.Transport switch
        {
            Transport.Stream => "stream",
            Transport.Polling => "polling",
            _ => "–",
        };

    private static string SourceCounts(SourceStatus source) =>
        $"{MoneyText.Count(source.Frames)} frames, {source.Gaps} gaps, {source.Reconnects} reconnects";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
