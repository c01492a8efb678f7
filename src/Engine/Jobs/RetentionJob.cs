using Microsoft.EntityFrameworkCore;
using Quartz;
using Strikeboard.Data;
using Strikeboard.Engine.Recording;

namespace Strikeboard.Engine.Jobs;

/// <summary>Removes what nobody needs any more: old cycles, events, spent tokens, receipts and recordings. The audit is never touched.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(
    IDbContextFactory<StrikeboardDb> database,
    EngineSettings settings,
    TimeProvider time
) : IJob
{
    private static readonly TimeSpan CyclesKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(90);
    private static readonly TimeSpan ReceiptsKept = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Cycles.Where(row => row.StartedAt < now - CyclesKept).ExecuteDeleteAsync(cancellationToken);
        await db.Events.Where(row => row.At < now - EventsKept).ExecuteDeleteAsync(cancellationToken);
        await db.CommandReceipts.Where(row => row.At < now - ReceiptsKept).ExecuteDeleteAsync(cancellationToken);
        await db.OneTimeTokens.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        if (settings.RecordingFolder is { } recordings)
            new RecordingFolder(recordings).Trim(settings.Recording, now);
    }
}
