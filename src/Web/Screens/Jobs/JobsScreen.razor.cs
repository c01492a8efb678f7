using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Shell;

namespace Strikeboard.Web.Screens.Jobs;

/// <summary>What both schedulers do.</summary>
public sealed partial class JobsScreen
{
    private ImmutableArray<JobView>? _jobs;
    private string? _busy;

    [Inject]
    private IJobBoard Schedulers { get; set; } = default!;

    [Inject]
    private ScreenCommands Commands { get; set; } = default!;

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    protected override BoardTopics Topics => BoardTopics.None;

    protected override TimeSpan? ReadEvery => TimeSpan.FromSeconds(2);

    private string? Refused => Viewer.Lacks(Role.Operator);

    private IEnumerable<IGrouping<string, JobView>> Groups =>
        (_jobs ?? [])
            .GroupBy(job => job.Scheduler, StringComparer.OrdinalIgnoreCase)
            .OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase);

    protected override async Task ReadAsync(CancellationToken cancellationToken) =>
        _jobs = await Schedulers.ListAsync(cancellationToken);

    private async Task Run(JobView job, JobCommand command)
    {
        // Several presses can arrive before the buttons are drawn as disabled.
        if (_busy is not null)
            return;
        _busy = job.Id;
        try
        {
            await Commands.RunAsync(job.Name, command, null, CancellationToken.None);
        }
        finally
        {
            _busy = null;
        }
        await ReadNowAsync();
    }

    private static bool IsPaused(JobView job) => job.State.Contains("pause", StringComparison.OrdinalIgnoreCase);

    private static (string Tone, string Icon, string Word) LookOf(JobView job) =>
        job.Running ? ("info", "pulse", "running")
        : IsPaused(job) ? ("warn", "pause", "paused")
        : job.LastError is { Length: > 0 } ? ("bad", "error", "failed last")
        : job.State.Contains("error", StringComparison.OrdinalIgnoreCase) ? ("bad", "error", "error")
        : ("idle", "clock", "waiting");

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
