using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Strikeboard.Data;
using Strikeboard.Data.Audit;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Jobs;

/// <summary>Walks the audit's chain of hashes and raises an alarm at the first record that does not fit.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditCheckJob(IDbContextFactory<StrikeboardDb> database, IEventLog events) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var total = await db.Audit.LongCountAsync(cancellationToken);
        var verdict = await AuditChain.VerifyAsync(
            db,
            null,
            cancellationToken,
            proven => context.Report(proven, total, "records")
        );
        context.Result = JobRunReport.Succeeded(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.Rows:#,0} records, {(verdict.Intact ? "intact" : "broken")}"
            )
        );
        if (verdict.Fault is { } fault)
        {
            context.Result = JobRunReport.Failed($"record {fault.Id}: {fault.What}");
            events.Record(
                Severity.Critical,
                "audit",
                "audit.broken",
                $"The audit's chain does not hold at record {fault.Id}: {fault.What}.",
                ("record", fault.Id)
            );
        }
    }
}
