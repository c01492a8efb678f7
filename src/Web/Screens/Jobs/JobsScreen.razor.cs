using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Jobs;

/// <summary>What both schedulers do, did and will do; and the four wishes one may have about a job.</summary>
public sealed partial class JobsScreen
{
    private const int RunsShown = 50;

    private readonly Dictionary<string, JobAct> _acts = new(StringComparer.Ordinal);
    private TableShape<JobView> _shape = default!;
    private MemoryRows<JobView> _source = default!;
    private ImmutableArray<JobRun> _history = [];
    private string? _open;
    private long _revision;
    private bool _read;

    [Inject]
    private IJobBoard Schedulers { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [Inject]
    private ViewerClock Clock { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.None;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(_acts.Values.Any(act => act.Pending) ? 0.5 : 2);

    protected override void OnInitialized()
    {
        _shape = JobTable.Shape(Name, State, Last, Next, Took, Acts);
        _source = new(_shape, Time);
        base.OnInitialized();
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        var jobs = await Schedulers.ListAsync(cancellationToken);
        _history = _open is { } open ? await Schedulers.HistoryAsync(open, RunsShown, cancellationToken) : [];
        foreach (var job in jobs)
        {
            if (_acts.TryGetValue(job.Id, out var act))
                _acts[job.Id] = act.Seen(job, Now);
        }
        _source.Set(jobs);
        _read = true;
        _revision++;
    }

    private async Task Asked(TableQuery query)
    {
        if (_open == query.Row)
            return;
        _open = query.Row;
        _history = [];
        await ReadNowAsync();
    }

    private async Task ActAsync(JobView job, JobVerb verb)
    {
        // Several presses can arrive before the buttons are drawn as disabled.
        if (WhyNot(job, verb) is not null)
            return;
        var sent = JobAct.Sent(verb, Now);
        _acts[job.Id] = sent;
        StateHasChanged();
        var outcome = await Commands.RunAsync(
            job.Name,
            JobAct.CommandOf(verb, job.Id),
            null,
            CancellationToken.None,
            quiet: true
        );
        _acts[job.Id] = sent.Answered(outcome);
        await ReadNowAsync();
    }

    private static JobVerb[] Offered(JobView job) =>
        [JobVerb.Trigger, JobAct.IsPaused(job) ? JobVerb.Resume : JobVerb.Pause, JobVerb.Cancel];

    private string? WhyNot(JobView job, JobVerb verb) =>
        Viewer.Lacks(Role.Operator)
        ?? (
            _acts.TryGetValue(job.Id, out var act) && act.Pending ? "A wish about this job is on its way"
            : job.Scheduler == Engine.Jobs.Schedulers.Beat && verb is not JobVerb.Trigger
                ? "The beat is not steered job by job; stop the pipeline instead"
            : verb == JobVerb.Cancel && !job.Running ? "It does not run just now"
            : verb == JobVerb.Trigger && job.Running ? "It runs already"
            : verb == JobVerb.Pause && job.NextFire is null ? "It has no schedule to pause"
            : null
        );

    private static string Meaning(JobVerb verb) =>
        verb switch
        {
            JobVerb.Trigger => "Run it once now; its schedule stays as it is",
            JobVerb.Pause => "Keep it from running until resumed; a run under way goes on",
            JobVerb.Resume => "Let it run by its schedule again",
            _ => "Ask the run under way to end; what it has done stays done, its schedule too",
        };

    private static string IconOf(JobVerb verb) =>
        verb switch
        {
            JobVerb.Trigger => "play",
            JobVerb.Pause => "pause",
            JobVerb.Resume => "restart",
            _ => "stop",
        };

    private static string IconOf(JobAct act) =>
        act.Stage switch
        {
            JobStage.Done => "ok",
            JobStage.Failed => "error",
            JobStage.Unknown => "warning",
            _ => "clock",
        };

    private static string Span(double ms) =>
        ms < 10_000 ? $"{TimeSpanText.Milliseconds(ms)} ms" : TimeSpanText.Age(TimeSpan.FromMilliseconds(ms));
}
