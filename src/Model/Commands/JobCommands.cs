namespace Strikeboard.Model;

public abstract record JobCommand(string JobId) : Command
{
    public override Role Needs => Role.Operator;
    public override string Target => $"job {JobId}";
}

public sealed record TriggerJob(string JobId) : JobCommand(JobId)
{
    public override string Name => "job.trigger";
}

public sealed record PauseJob(string JobId) : JobCommand(JobId)
{
    public override string Name => "job.pause";
}

public sealed record ResumeJob(string JobId) : JobCommand(JobId)
{
    public override string Name => "job.resume";
}

public sealed record CancelJob(string JobId) : JobCommand(JobId)
{
    public override string Name => "job.cancel";
}
