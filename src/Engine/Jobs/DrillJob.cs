using Quartz;

namespace Strikeboard.Engine.Jobs;

/// <summary>Counts a minute down and touches nothing: in the demo, to see progress and cancel at work.</summary>
[DisallowConcurrentExecution]
internal sealed class DrillJob(TimeProvider time) : IJob
{
    public const string Name = "drill";
    private const int Steps = 60;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        for (var step = 0; step < Steps; step++)
        {
            context.Report(step, Steps, "steps");
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
        context.Result = JobRunReport.Succeeded($"{Steps} steps done");
    }
}
