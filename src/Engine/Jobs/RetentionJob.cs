using System.Globalization;
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
        var went = await retention.RunAsync(cancellationToken, (done, of) => context.Report(done, of, "parts"));
        var gone = went.Where(table => table.Value > 0).ToList();
        context.Result = JobRunReport.Succeeded(
            string.Create(CultureInfo.InvariantCulture, $"{gone.Sum(table => table.Value):#,0} removed")
        );
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
