using Quartz;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

/// <summary>Lets go of what is older than <see cref="RetentionOptions"/> asks for, and says what went.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(Retention retention, IEventLog events) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var gone = (await retention.RunAsync(cancellationToken)).Where(table => table.Value > 0).ToList();
        if (gone.Count > 0)
        {
            events.Record(
                Severity.Info,
                "retention",
                "retention.done",
                $"Old data went: {string.Join(", ", gone.Select(table => $"{table.Key} {table.Value}"))}.",
                [.. gone.Select(table => (table.Key, (object)table.Value))]
            );
        }
    }
}
