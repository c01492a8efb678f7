namespace Strikeboard.Model;

public abstract record JobCommand(string Name, string JobId) : Command(Name, Role.Operator, $"job {JobId}");

public sealed record TriggerJob(string JobId) : JobCommand("job.trigger", JobId);

public sealed record PauseJob(string JobId) : JobCommand("job.pause", JobId);

public sealed record ResumeJob(string JobId) : JobCommand("job.resume", JobId);

public sealed record CancelJob(string JobId) : JobCommand("job.cancel", JobId);
