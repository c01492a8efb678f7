using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Prices;
using Strikeboard.Engine.Recording;

namespace Strikeboard.Engine.Jobs;

/// <summary>
/// Removes what nobody needs any more. Of the price log whole days are dropped, which costs the same however many rows a day
/// has; the small tables are emptied in slices, so that no statement holds its locks for long. The audit is never touched.
/// </summary>
public sealed class Retention(
    IDbContextFactory<StrikeboardDb> database,
    PriceLogStore prices,
    EngineSettings settings,
    TimeProvider time
)
{
    private const int Slice = 10_000;
    private const int Parts = 10;

    /// <summary>What is over is of interest for a while: where was somebody signed in?</summary>
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);

    /// <summary>What went, by table: rows, of the price log day partitions.</summary>
    /// <param name="onPart">Told after each part: how many are done, of how many.</param>
    public async Task<ImmutableSortedDictionary<string, long>> RunAsync(
        CancellationToken cancellationToken,
        Action<int, int>? onPart = null
    )
    {
        var done = 0;
        var kept = settings.Retention;
        var now = time.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var gone = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        if (kept.PriceLogDays > 0)
        {
            var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-kept.PriceLogDays);
            gone["priceLogDays"] = await prices.DropBeforeAsync(first, cancellationToken);
        }
        onPart?.Invoke(++done, Parts);
        if (Before(now, kept.CyclesDays) is { } cycles)
            gone["cycles"] = await EmptyAsync(
                db.Cycles.Where(row => row.StartedAt < cycles).OrderBy(row => row.StartedAt),
                cancellationToken
            );
        onPart?.Invoke(++done, Parts);
        // A cycle's number is its second.
        var oldest = (now - TimeSpan.FromHours(settings.Pipeline.Contents.KeepHours)).ToUnixTimeSeconds();
        gone["cycleContents"] = await EmptyAsync(
            db.CycleContents.Where(row => row.Id < oldest).OrderBy(row => row.Id),
            cancellationToken
        );
        onPart?.Invoke(++done, Parts);
        if (Before(now, kept.EventsDays) is { } events)
            gone["events"] = await EmptyAsync(
                db.Events.Where(row => row.At < events).OrderBy(row => row.At),
                cancellationToken
            );
        onPart?.Invoke(++done, Parts);
        if (Before(now, kept.HealthStatusDays) is { } judged)
            gone["healthStatus"] = await EmptyAsync(
                db.HealthStatus.Where(row => row.At < judged).OrderBy(row => row.At),
                cancellationToken
            );
        onPart?.Invoke(++done, Parts);
        if (Before(now, kept.CommandsDays) is { } asked)
            gone["commands"] = await EmptyAsync(
                db.CommandReceipts.Where(row => row.At < asked).OrderBy(row => row.At),
                cancellationToken
            );
        onPart?.Invoke(++done, Parts);
        if (Before(now, kept.DecisionsDays) is { } weighed)
        {
            gone["decisions"] = await EmptyAsync(
                db.Decisions.Where(row => row.At < weighed).OrderBy(row => row.At),
                cancellationToken
            );
            gone["decisionStretches"] = await EmptyAsync(
                db.DecisionStretches.Where(row => row.LastAt < weighed).OrderBy(row => row.LastAt),
                cancellationToken
            );
        }
        onPart?.Invoke(++done, Parts);
        gone["tokens"] = await EmptyAsync(
            db.OneTimeTokens.Where(row => row.ExpiresAt < now).OrderBy(row => row.ExpiresAt),
            cancellationToken
        );
        onPart?.Invoke(++done, Parts);
        var over = now - SessionsKept;
        gone["sessions"] = await EmptyAsync(
            db.Sessions.Where(row => row.ExpiresAt < over).OrderBy(row => row.ExpiresAt),
            cancellationToken
        );
        onPart?.Invoke(++done, Parts);
        if (settings.RecordingFolder is { } recordings)
            new RecordingFolder(recordings).Trim(settings.Recording, now);
        onPart?.Invoke(++done, Parts);
        return gone.ToImmutable();
    }

    private static DateTimeOffset? Before(DateTimeOffset now, int days) => days > 0 ? now.AddDays(-days) : null;

    private static async Task<long> EmptyAsync<T>(IOrderedQueryable<T> old, CancellationToken cancellationToken)
        where T : class
    {
        long gone = 0;
        int slice;
        do
        {
            slice = await old.Take(Slice).ExecuteDeleteAsync(cancellationToken);
            gone += slice;
        } while (slice == Slice);
        return gone;
    }
}
