using Quartz;
using Strikeboard.Engine.Operations;

namespace Strikeboard.Engine.Jobs;

/// <summary>Judges the system's health each second.</summary>
[DisallowConcurrentExecution]
internal sealed class HealthJob(HealthMonitor monitor) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await monitor.JudgeAsync(cancellationToken);
}
