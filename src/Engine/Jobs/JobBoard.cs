using System.Collections.Immutable;
using Quartz;
using Quartz.Extensibility;

namespace Strikeboard.Engine.Jobs;

internal sealed class JobBoard(JobSchedulers schedulers, IExecutionHistoryStore history) : IJobBoard
{
    public async Task<ImmutableArray<JobView>> ListAsync(CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<JobView>();
        foreach (var scheduler in await schedulers.AllAsync(cancellationToken))
            views.AddRange(await ListAsync(scheduler, cancellationToken));
        views.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return views.ToImmutable();
    }

    private async Task<IEnumerable<JobView>> ListAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var jobs = await scheduler.QueryJobs(new JobQuery(), cancellationToken);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), cancellationToken);
        var running = await scheduler.QueryFireInstances(new FireInstanceQuery(), cancellationToken);
        var byJob = triggers.Items.ToLookup(trigger => trigger.JobKey);
        var atWork = running.Items.Select(instance => instance.JobKey).ToHashSet();
        var views = new List<JobView>();
        foreach (var job in jobs.Items)
        {
            var trigger = byJob[job.Key].FirstOrDefault();
            var last = await LastRunAsync(scheduler, job.Key, cancellationToken);
            views.Add(
                new JobView(
                    JobId.Of(scheduler.SchedulerName, job.Key),
                    scheduler.SchedulerName,
                    job.Key.Name,
                    job.Description ?? "",
                    trigger?.Description ?? "on request",
                    trigger?.State.ToString() ?? "None",
                    trigger?.PreviousFireTimeUtc,
                    trigger?.NextFireTimeUtc,
                    atWork.Contains(job.Key),
                    last?.Duration.TotalMilliseconds,
                    last?.ExceptionMessage
                )
            );
        }
        return views;
    }

    private async Task<ExecutionHistoryEntry?> LastRunAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    )
    {
        var page = await history.QueryExecutions(
            new ExecutionHistoryQuery
            {
                SchedulerName = scheduler.SchedulerName,
                Job = job,
                Take = 1,
            },
            cancellationToken
        );
        return page.Items.Count > 0 ? page.Items[0] : null;
    }
}
