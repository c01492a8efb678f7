using Quartz;
using Strikeboard.Engine.Pipeline;

namespace Strikeboard.Engine.Jobs;

/// <summary>The beat of the pipeline. On a node that does not lead the driver is stopped, and the beat does nothing.</summary>
[DisallowConcurrentExecution]
internal sealed class CycleJob(PipelineDriver driver) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await driver.Beat(cancellationToken);
}
