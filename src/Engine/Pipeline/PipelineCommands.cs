using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

internal sealed class StartPipelineHandler(PipelineDriver driver, TimeProvider time)
    : TransitionHandler<StartPipeline>(driver, time)
{
    protected override bool Running => true;

    protected override string Answer => "The pipeline starts.";

    protected override Refusal? MayDo(PipelineStatus status) => PipelineMachine.MayStart(status);

    protected override string? AlreadySo(bool desired, PipelineState state) =>
        desired && state is not PipelineState.Stopped ? "The pipeline is running already." : null;

    protected override Task ApplyAsync(long generation, CancellationToken cancellationToken) =>
        Driver.StartAsync(generation, cancellationToken);
}

internal sealed class StopPipelineHandler(PipelineDriver driver, TimeProvider time)
    : TransitionHandler<StopPipeline>(driver, time)
{
    protected override bool Running => false;

    protected override string Answer => "The pipeline stops. Exits and protection are not part of it and go on.";

    protected override Refusal? MayDo(PipelineStatus status) => PipelineMachine.MayStop(status);

    protected override string? AlreadySo(bool desired, PipelineState state) =>
        !desired && state is PipelineState.Stopped ? "The pipeline is stopped already." : null;

    protected override Task ApplyAsync(long generation, CancellationToken cancellationToken) =>
        Driver.StopAsync(generation, cancellationToken);
}

internal sealed class RestartPipelineHandler(PipelineDriver driver, TimeProvider time)
    : TransitionHandler<RestartPipeline>(driver, time)
{
    protected override bool Running => true;

    protected override string Answer => "The pipeline restarts.";

    protected override Refusal? MayDo(PipelineStatus status) => PipelineMachine.MayStop(status);

    protected override string? AlreadySo(bool desired, PipelineState state) => null;

    protected override Task ApplyAsync(long generation, CancellationToken cancellationToken) =>
        Driver.RestartAsync(generation, cancellationToken);
}
