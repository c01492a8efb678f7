using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Pipeline;

/// <summary>The pipeline: what each step does now, and what all of them did lately.</summary>
public sealed partial class PipelineScreen
{
    private static readonly (string Key, string Word)[] Windows =
    [
        ("1m", "1 minute"),
        ("1h", "1 hour"),
        ("24h", "24 hours"),
    ];

    private Dictionary<string, IReadOnlyList<StepState>> _states = [];
    private PipelinePerformance? _figures;

    [Inject]
    private IPerformanceReader Performance { get; set; } = default!;

    [Inject]
    private CycleTrail Trail { get; set; } = default!;

    [Inject]
    private Surroundings Surroundings { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    protected override BoardTopics Topics => BoardTopics.Cycle | BoardTopics.Pipeline;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(5);

    private string HealthTone =>
        Board.Pipeline.Health switch
        {
            PipelineHealth.Healthy => "good",
            PipelineHealth.Degraded => "warn",
            _ => "bad",
        };

    private string Since =>
        Board.Pipeline.Since == default
            ? ""
            : $"since {Clock.DateTime(Board.Pipeline.Since)} {Clock.ZoneLabel(Board.Pipeline.Since)}";

    protected override void OnBoard() =>
        _states = PipelineSteps.All.ToDictionary(step => step.Name, StatesOf, StringComparer.Ordinal);

    protected override async Task ReadAsync(CancellationToken cancellationToken) =>
        _figures = await Performance.ReadAsync(cancellationToken);

    private IReadOnlyList<StepState> StatesOf(StepInfo step) =>
        [
            .. Surroundings.Symbols.Select(priced =>
                StepState.Of(step, Board.Cycle?.Of(priced.Symbol), Trail.StepOf(priced.Symbol, step.Name), Now) with
                {
                    Symbol = priced.Symbol.Name,
                }
            ),
        ];
}
