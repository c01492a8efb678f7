using Quartz;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

internal sealed class TriggerJobHandler(JobSchedulers schedulers) : JobCommandHandler<TriggerJob>(schedulers)
{
    protected override HandlerResult Act(IScheduler scheduler, JobKey job) =>
        HandlerResult
            .Done($"{job.Name} was triggered.")
            .Then(async token => await scheduler.TriggerJob(job, null, token));
}

internal sealed class PauseJobHandler(JobSchedulers schedulers) : JobCommandHandler<PauseJob>(schedulers)
{
    protected override HandlerResult Act(IScheduler scheduler, JobKey job) =>
        scheduler.SchedulerName == Schedulers.Beat
            ? HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("beat_not_pausable", "The beat is not paused job by job; stop the pipeline instead.")
            )
            : HandlerResult.Done($"{job.Name} is paused.").Then(async token => await scheduler.PauseJob(job, token));
}

internal sealed class ResumeJobHandler(JobSchedulers schedulers) : JobCommandHandler<ResumeJob>(schedulers)
{
    protected override HandlerResult Act(IScheduler scheduler, JobKey job) =>
        HandlerResult.Done($"{job.Name} is resumed.").Then(async token => await scheduler.ResumeJob(job, token));
}

internal sealed class CancelJobHandler(JobSchedulers schedulers) : JobCommandHandler<CancelJob>(schedulers)
{
    protected override HandlerResult Act(IScheduler scheduler, JobKey job) =>
        HandlerResult
            .Done($"{job.Name} is asked to end, if it runs.")
            .Then(async token => await scheduler.Interrupt(job, token));
}

/// <summary>Finds the job that a command names. The scheduler is told after the commit: a lost process loses a wish, not a record.</summary>
internal abstract class JobCommandHandler<TCommand>(JobSchedulers schedulers) : CommandHandler<TCommand>
    where TCommand : JobCommand
{
    protected abstract HandlerResult Act(IScheduler scheduler, JobKey job);

    protected override async Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (
            JobId.Parse(command.JobId) is { } id
            && await schedulers.FindAsync(id.Scheduler, cancellationToken) is { } scheduler
            && await scheduler.Exists(id.Job, cancellationToken)
        )
            return Act(scheduler, id.Job);
        return HandlerResult.Refused(
            CommandVerdict.NotFound,
            new Refusal("unknown_job", "There is no such job.").With("job", command.JobId)
        );
    }
}
