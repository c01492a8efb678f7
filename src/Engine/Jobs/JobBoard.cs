using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Extensibility;

namespace Strikeboard.Engine.Jobs;

/// <summary>Histories are the schedulers' own: that of work lies in the database for all nodes, that of the beat in memory.</summary>
internal sealed class JobBoard(
    JobSchedulers schedulers,
    [FromKeyedServices(Schedulers.Work)] IExecutionHistoryStore kept,
    IExecutionHistoryStore remembered,
    TimeProvider time
) : IJobBoard
{
    private const int RunsForTypical = 21;
    private const int MostStatuses = 500;
    private static readonly TimeSpan TypicalKept = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (long At, double? Ms)> _typical = new(StringComparer.Ordinal);

    public async Task<ImmutableArray<JobView>> ListAsync(CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<JobView>();
        foreach (var scheduler in await schedulers.AllAsync(cancellationToken))
            views.AddRange(await ListAsync(scheduler, cancellationToken));
        views.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return views.ToImmutable();
    }

    public async Task<ImmutableArray<JobRun>> HistoryAsync(string jobId, int most, CancellationToken cancellationToken)
    {
        if (JobId.Parse(jobId) is not { } id)
            return [];
        var page = await HistoryOf(id.Scheduler)
            .QueryExecutions(
                new ExecutionHistoryQuery
                {
                    SchedulerName = id.Scheduler,
                    Job = id.Job,
                    Take = most,
                },
                cancellationToken
            );
        return
        [
            .. page.Items.Select(entry => new JobRun(
                entry.FiredAtUtc,
                entry.Duration.TotalMilliseconds,
                Word(entry.EffectiveResult),
                entry.Summary,
                entry.ExceptionMessage,
                entry.SchedulerInstanceId,
                entry.Manual == true
            )),
        ];
    }

    private async Task<IEnumerable<JobView>> ListAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var jobs = await scheduler.QueryJobs(new JobQuery(), cancellationToken);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), cancellationToken);
        var running = await scheduler.QueryFireInstances(new FireInstanceQuery(), cancellationToken);
        var statuses = await HistoryOf(scheduler.SchedulerName)
            .QueryJobRunStatuses(
                new JobRunStatusQuery { SchedulerName = scheduler.SchedulerName, Take = MostStatuses },
                cancellationToken
            );
        var byJob = triggers.Items.ToLookup(trigger => trigger.JobKey);
        var atWork = running
            .Items.Where(instance => instance.State == FireInstanceState.Executing)
            .ToLookup(instance => instance.JobKey);
        var known = statuses.Items.ToDictionary(status => status.Job);
        var views = new List<JobView>();
        foreach (var job in jobs.Items)
        {
            var typical = await TypicalAsync(scheduler.SchedulerName, job.Key, cancellationToken);
            views.Add(
                View(
                    scheduler.SchedulerName,
                    job.Key,
                    job.Description,
                    Scheduled(byJob[job.Key]),
                    atWork[job.Key].FirstOrDefault(),
                    known.GetValueOrDefault(job.Key)
                ) with
                {
                    TypicalMs = typical,
                }
            );
        }
        return views;
    }

    /// <summary>A wish to run it once has a trigger of its own, which says nothing of its schedule.</summary>
    private static TriggerHeader? Scheduled(IEnumerable<TriggerHeader> triggers) =>
        triggers.OrderBy(trigger => trigger.Description is null).FirstOrDefault();

    private static JobView View(
        string scheduler,
        JobKey job,
        string? description,
        TriggerHeader? trigger,
        FireInstance? running,
        JobRunStatus? last
    ) =>
        new(
            JobId.Of(scheduler, job),
            scheduler,
            job.Name,
            description ?? "",
            trigger?.Description ?? "on request",
            trigger?.State.ToString() ?? "None",
            trigger?.PreviousFireTimeUtc ?? last?.LastFiredAtUtc,
            trigger?.NextFireTimeUtc,
            running is not null,
            last?.LastDuration.TotalMilliseconds,
            last?.LastResult == JobRunResult.Failed ? last.LastFailureMessage : null
        )
        {
            Activity = running is null
                ? null
                : new JobActivity(
                    running.FireInstanceId,
                    running.SchedulerInstanceId,
                    running.FireTimeUtc,
                    running.Progress,
                    running.ProgressMessage,
                    running.InterruptRequestedUtc is not null
                ),
            LastOutcome = last is null ? null : Word(last.LastResult),
            LastRunAt = last?.LastFiredAtUtc,
            LastSummary = last?.LastSummary,
            Runs = last?.RunCount ?? 0,
            Failures = last?.FailureCount ?? 0,
        };

    /// <summary>It changes slowly, and many may look at once.</summary>
    private async Task<double?> TypicalAsync(string scheduler, JobKey job, CancellationToken cancellationToken)
    {
        var id = JobId.Of(scheduler, job);
        if (_typical.TryGetValue(id, out var kept) && time.GetElapsedTime(kept.At) < TypicalKept)
            return kept.Ms;
        var page = await HistoryOf(scheduler)
            .QueryExecutions(
                new ExecutionHistoryQuery
                {
                    SchedulerName = scheduler,
                    Job = job,
                    Results = [JobRunResult.Succeeded],
                    Take = RunsForTypical,
                },
                cancellationToken
            );
        var ordered = page.Items.Select(entry => entry.Duration.TotalMilliseconds).Order().ToList();
        double? middle = ordered.Count == 0 ? null : ordered[(ordered.Count - 1) / 2];
        _typical[id] = (time.GetTimestamp(), middle);
        return middle;
    }

    private IExecutionHistoryStore HistoryOf(string scheduler) => scheduler == Schedulers.Work ? kept : remembered;

    private static string Word(JobRunResult result) => result.ToString().ToLowerInvariant();
}
