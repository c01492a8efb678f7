using Quartz;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

internal sealed class TriggerJobHandler(JobSchedulers schedulers) : JobCommandHandler<TriggerJob>(schedulers)
{
    protected override Task<HandlerResult> ActAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            HandlerResult
                .Done($"{job.Name} was triggered.")
                .Then(async token => await scheduler.TriggerJob(job, null, token))
        );
}

internal sealed class PauseJobHandler(JobSchedulers schedulers) : JobCommandHandler<PauseJob>(schedulers)
{
    protected override Task<HandlerResult> ActAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            scheduler.SchedulerName == Schedulers.Beat
                ? HandlerResult.Refused(
                    CommandVerdict.Conflict,
                    new Refusal("beat_not_pausable", "The beat is not paused job by job; stop the pipeline instead.")
                )
                : HandlerResult.Done($"{job.Name} is paused.").Then(async token => await scheduler.PauseJob(job, token))
        );
}

internal sealed class ResumeJobHandler(JobSchedulers schedulers) : JobCommandHandler<ResumeJob>(schedulers)
{
    protected override Task<HandlerResult> ActAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            HandlerResult.Done($"{job.Name} is resumed.").Then(async token => await scheduler.ResumeJob(job, token))
        );
}

/// <summary>A run hears it at its next look at its token; on another node after that node's next look at the database.</summary>
internal sealed class CancelJobHandler(JobSchedulers schedulers) : JobCommandHandler<CancelJob>(schedulers)
{
    protected override async Task<HandlerResult> ActAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    )
    {
        var running = await scheduler.QueryFireInstances(
            new FireInstanceQuery { Job = job, State = FireInstanceState.Executing },
            cancellationToken
        );
        if (running.Items.Count == 0)
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("not_running", $"{job.Name} does not run just now.").With("job", job.Name)
            );
        return HandlerResult
            .Done($"{job.Name} is asked to end.")
            .Then(async token => await scheduler.Interrupt(job, token));
    }
}

/// <summary>Finds the job that a command names. The scheduler is told after the commit: a lost process loses a wish, not a record.</summary>
internal abstract class JobCommandHandler<TCommand>(JobSchedulers schedulers) : CommandHandler<TCommand>
    where TCommand : JobCommand
{
    protected abstract Task<HandlerResult> ActAsync(
        IScheduler scheduler,
        JobKey job,
        CancellationToken cancellationToken
    );

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
            return await ActAsync(scheduler, id.Job, cancellationToken);
        return HandlerResult.Refused(
            CommandVerdict.NotFound,
            new Refusal("unknown_job", "There is no such job.").With("job", command.JobId)
        );
    }
}
