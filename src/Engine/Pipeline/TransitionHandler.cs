using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>
/// One start, stop or restart. Whoever holds the pipeline's locked row is the only one deciding; the driver follows after
/// the commit, and until it has, the row is a generation ahead of it and every other transition is refused.
/// </summary>
internal abstract class TransitionHandler<TCommand>(PipelineDriver driver, TimeProvider time) : CommandHandler<TCommand>
    where TCommand : Command
{
    protected PipelineDriver Driver => driver;

    /// <summary>What the pipeline is asked to be from now on.</summary>
    protected abstract bool Running { get; }

    protected abstract string Answer { get; }

    protected abstract Refusal? MayDo(PipelineStatus status);

    /// <summary>A sentence where there is nothing to do.</summary>
    protected abstract string? AlreadySo(bool desired, PipelineState state);

    protected abstract Task ApplyAsync(long generation, CancellationToken cancellationToken);

    protected override async Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var row = await db
            .Pipeline.FromSql($"SELECT * FROM system.pipeline WHERE id = {PipelineRow.TheOnlyId} FOR UPDATE")
            .SingleAsync(cancellationToken);
        var status = driver.Status;
        if ((row.Generation > status.Generation ? PipelineMachine.UnderWay(status) : MayDo(status)) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Conflict, refusal);
        if (AlreadySo(row.DesiredRunning, status.State) is { } already)
            return HandlerResult.Done(already);

        var before = Describe(row);
        row.DesiredRunning = Running;
        row.Generation++;
        row.ChangedAt = time.GetUtcNow();
        row.ChangedBy = context.Actor.Name;
        var generation = row.Generation;
        return HandlerResult.Done(Answer, before, Describe(row)).Then(token => ApplyAsync(generation, token));
    }

    private static string Describe(PipelineRow row) =>
        $$"""{"desired":"{{(row.DesiredRunning ? "running" : "stopped")}}","generation":{{row.Generation}}}""";
}
