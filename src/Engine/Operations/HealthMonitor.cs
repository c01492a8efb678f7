using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>Looks at every part once a second and keeps the report; asking for it costs nothing.</summary>
public sealed class HealthMonitor(
    LiveBoard board,
    PipelineDriver driver,
    IEnumerable<IVenueConnection> connections,
    IEnumerable<IHealthPart> parts,
    Facts facts,
    ErrorRate errors,
    IDbContextFactory<StrikeboardDb> database,
    EngineSettings settings,
    TimeProvider time
) : IHealthReader
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(2);
    private HealthReport _current = HealthJudge.NotYet;

    public HealthReport Current => Volatile.Read(ref _current);

    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        // A source tells of its changes by itself; that it is still alive it only knows when asked.
        foreach (var connection in connections)
            facts.Publish(new SourceChanged(connection.Status));
        var databaseCheck = await ProbeDatabaseAsync(cancellationToken);
        var now = time.GetUtcNow();
        var report = HealthJudge.Judge(
            board.Current,
            driver.Status,
            databaseCheck,
            [.. parts.SelectMany(part => part.Look(now))],
            errors.Recent(),
            settings,
            now
        );
        Volatile.Write(ref _current, report);
    }

    private async Task<HealthCheck> ProbeDatabaseAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DatabasePatience);
        try
        {
            await using var db = await database.CreateDbContextAsync(patience.Token);
            await db.Database.ExecuteSqlRawAsync("SELECT 1", patience.Token);
            var ms = time.GetElapsedTime(began).TotalMilliseconds;
            return new HealthCheck("database", "healthy", ms, "");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck(
                "database",
                "critical",
                null,
                $"PostgreSQL does not answer: {exception.GetBaseException().Message}"
            );
        }
    }
}
