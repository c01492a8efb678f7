using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

internal sealed class StartPipelineHandler(PipelineDriver driver, TimeProvider time) : CommandHandler<StartPipeline>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        StartPipeline command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var change = await PipelineChange.BeginAsync(db, driver, cancellationToken);
        if ((change.Refusal ?? PipelineMachine.MayStart(driver.Status)) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Conflict, refusal);
        if (change.Row.DesiredRunning && driver.Status.State is not PipelineState.Stopped)
            return HandlerResult.Done("The pipeline is running already.");
        var generation = change.Accept(true, context.Actor, time);
        return HandlerResult
            .Done("The pipeline starts.", change.Before, change.Describe())
            .Then(stopping => driver.StartAsync(generation, stopping));
    }
}

internal sealed class StopPipelineHandler(PipelineDriver driver, TimeProvider time) : CommandHandler<StopPipeline>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        StopPipeline command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var change = await PipelineChange.BeginAsync(db, driver, cancellationToken);
        if ((change.Refusal ?? PipelineMachine.MayStop(driver.Status)) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Conflict, refusal);
        if (!change.Row.DesiredRunning && driver.Status.State is PipelineState.Stopped)
            return HandlerResult.Done("The pipeline is stopped already.");
        var generation = change.Accept(false, context.Actor, time);
        return HandlerResult
            .Done(
                "The pipeline stops. Exits and protection are not part of it and go on.",
                change.Before,
                change.Describe()
            )
            .Then(stopping => driver.StopAsync(generation, stopping));
    }
}

internal sealed class RestartPipelineHandler(PipelineDriver driver, TimeProvider time) : CommandHandler<RestartPipeline>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        RestartPipeline command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var change = await PipelineChange.BeginAsync(db, driver, cancellationToken);
        if ((change.Refusal ?? PipelineMachine.MayStop(driver.Status)) is { } refusal)
            return HandlerResult.Refused(CommandVerdict.Conflict, refusal);
        var generation = change.Accept(true, context.Actor, time);
        return HandlerResult
            .Done("The pipeline restarts.", change.Before, change.Describe())
            .Then(stopping => driver.RestartAsync(generation, stopping));
    }
}

/// <summary>The locked row of the pipeline: whoever holds it is the only one deciding.</summary>
internal sealed class PipelineChange(PipelineRow row, Refusal? refusal)
{
    public PipelineRow Row => row;

    /// <summary>Set while an accepted transition has not reached the driver yet.</summary>
    public Refusal? Refusal => refusal;

    public string Before { get; } = Describe(row);

    public static async Task<PipelineChange> BeginAsync(
        StrikeboardDb db,
        PipelineDriver driver,
        CancellationToken cancellationToken
    )
    {
        var row = await db
            .Pipeline.FromSql($"SELECT * FROM system.pipeline WHERE id = {PipelineRow.TheOnlyId} FOR UPDATE")
            .SingleAsync(cancellationToken);
        var status = driver.Status;
        var refusal =
            row.Generation > status.Generation
                ? new Refusal(
                    "transition_under_way",
                    "Another start or stop is under way; look at the state and try again."
                )
                    .With("state", status.State)
                    .With("generation", row.Generation)
                : null;
        return new PipelineChange(row, refusal);
    }

    public long Accept(bool running, Actor actor, TimeProvider time)
    {
        row.DesiredRunning = running;
        row.Generation++;
        row.ChangedAt = time.GetUtcNow();
        row.ChangedBy = actor.Name;
        return row.Generation;
    }

    public string Describe() => Describe(row);

    private static string Describe(PipelineRow row) =>
        $$"""{"desired":"{{(row.DesiredRunning ? "running" : "stopped")}}","generation":{{row.Generation}}}""";
}
