namespace Strikeboard.Model;

public sealed record StartPipeline : Command
{
    public override string Name => "pipeline.start";
    public override Role Needs => Role.Operator;
    public override string Target => "pipeline";
}

public sealed record StopPipeline : Command
{
    public override string Name => "pipeline.stop";
    public override Role Needs => Role.Operator;
    public override string Target => "pipeline";
}

public sealed record RestartPipeline : Command
{
    public override string Name => "pipeline.restart";
    public override Role Needs => Role.Operator;
    public override string Target => "pipeline";
}

/// <summary>Ends the process cleanly. It does not close positions and does not forget what the pipeline was asked to be.</summary>
public sealed record ShutDown : Command
{
    public override string Name => "system.shutdown";
    public override Role Needs => Role.Administrator;
    public override string Target => "process";
}
