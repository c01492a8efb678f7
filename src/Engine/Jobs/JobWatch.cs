using System.Collections.Concurrent;
using Quartz;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

/// <summary>
/// Tells the diary what became of jobs, which outlives the beat's memory: each failure and cancel of work; of the beat, which
/// may fail each second, the first of a row and its end.
/// </summary>
internal sealed class JobWatch(IEventLog events) : IJobListener
{
    private readonly ConcurrentDictionary<JobKey, bool> _failing = new();

    public string Name => "diary";

    public ValueTask JobWasExecuted(
        IJobExecutionContext context,
        JobExecutionException? jobException,
        CancellationToken cancellationToken = default
    )
    {
        var (job, beat) = (context.JobDetail.Key, context.Scheduler.SchedulerName == Schedulers.Beat);
        var id = JobId.Of(context.Scheduler.SchedulerName, job);
        if (context.Outcome == ExecutionOutcome.Cancelled)
        {
            events.Record(Severity.Warning, "jobs", "job.cancelled", $"{job.Name} was cancelled.", ("job", id));
            return ValueTask.CompletedTask;
        }
        var failed = jobException is not null;
        var failedBefore = _failing.TryGetValue(job, out var before) && before;
        _failing[job] = failed;
        if (failed && !(beat && failedBefore))
            events.Record(
                Severity.Error,
                "jobs",
                "job.failed",
                $"{job.Name} failed: {jobException!.GetBaseException().Message}",
                ("job", id)
            );
        else if (!failed && failedBefore)
            events.Record(Severity.Info, "jobs", "job.recovered", $"{job.Name} works again.", ("job", id));
        return ValueTask.CompletedTask;
    }
}
