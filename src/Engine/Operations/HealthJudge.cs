using System.Collections.Immutable;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Quant.Health;
using PipelineHealth = Strikeboard.Model.PipelineHealth;

namespace Strikeboard.Engine.Operations;

/// <summary>
/// What the parts amount to. Three axes stay apart: the pipeline's health decides the status word, the score is a sum of
/// parts, and the cap keeps the score from hiding what matters most.
/// </summary>
internal static class HealthJudge
{
    public static readonly HealthReport NotYet = new(
        "error",
        0,
        0,
        "critical",
        "nothing has been judged yet",
        0,
        [],
        ImmutableSortedDictionary<string, int>.Empty
    );

    public static HealthReport Judge(
        Board board,
        PipelineStatus pipeline,
        HealthCheck database,
        ImmutableArray<HealthCheck> parts,
        (int Ok, int Failed) errors,
        EngineSettings settings,
        DateTimeOffset now
    )
    {
        if (board.Leader.IsAnother)
            return StandingBy(board.Leader, database);
        var checks = Checks(board, pipeline, database, now).AddRange(parts);
        var score = Score(board, pipeline, errors, settings, now);
        var fresh =
            DataAge(board, now) is { } age && age <= FreshnessLimits.Polling.TotalSeconds && AllFresh(board, now);
        var capped = score.Capped(fresh ? HealthCaps.None : HealthCaps.NoFreshData);
        return new HealthReport(
            StatusWord(pipeline, checks),
            score.Score,
            capped,
            Word(HealthScore.BandOf(capped)),
            capped < score.Score ? "no fresh data" : null,
            pipeline.ConsecutiveFailures,
            checks,
            Parts(score.Parts)
        );
    }

    /// <summary>Nothing to price and nothing to hear: well as long as it can take over.</summary>
    private static HealthReport StandingBy(LeaderStatus leader, HealthCheck database)
    {
        var isWell = database.Status == "healthy";
        return new HealthReport(
            isWell ? "healthy" : "error",
            0,
            0,
            Word(HealthScore.BandOf(0)),
            $"stands by for {leader.Node}",
            0,
            [database, new HealthCheck("leader", "healthy", null, $"stands by for {leader.Node}")],
            ImmutableSortedDictionary<string, int>.Empty
        );
    }

    private static string StatusWord(PipelineStatus pipeline, ImmutableArray<HealthCheck> checks) =>
        pipeline.Health switch
        {
            PipelineHealth.Error => "error",
            PipelineHealth.Degraded => "degraded",
            _ => checks.All(check => check.Status == "healthy") ? "healthy" : "degraded",
        };

    private static ImmutableArray<HealthCheck> Checks(
        Board board,
        PipelineStatus pipeline,
        HealthCheck database,
        DateTimeOffset now
    )
    {
        var checks = ImmutableArray.CreateBuilder<HealthCheck>();
        checks.Add(database);
        checks.Add(
            new HealthCheck(
                "pipeline",
                pipeline.Health switch
                {
                    PipelineHealth.Healthy => "healthy",
                    PipelineHealth.Degraded => "degraded",
                    _ => "critical",
                },
                board.Cycle?.Ms,
                pipeline.State is PipelineState.Running ? "" : $"the pipeline is {Word(pipeline.State)}"
            )
        );
        checks.Add(
            board.Leader.IsMe
                ? new HealthCheck("leader", "healthy", null, "")
                : new HealthCheck("leader", "degraded", null, "this node does not lead")
        );
        foreach (var source in board.Sources.Values)
            checks.Add(Check(source, now));
        return checks.ToImmutable();
    }

    private static HealthCheck Check(SourceStatus source, DateTimeOffset now)
    {
        var quality = source.QualityAt(now);
        var status = quality switch
        {
            // Closed by its own plan: nothing is broken, and no one need be woken.
            _ when source.IsInMaintenanceAt(now) => "healthy",
            Quality.Live => "healthy",
            Quality.Delayed or Quality.Fallback or Quality.Estimated => "degraded",
            _ => "unhealthy",
        };
        var age = source.LastFrameAt is { } last ? (now - last).TotalMilliseconds : (double?)null;
        var reason =
            source.Reason.Length > 0 ? source.Reason
            : status == "healthy" ? ""
            : $"{Word(quality)} data";
        return new HealthCheck(source.Name, status, age, reason);
    }

    private static HealthScore Score(
        Board board,
        PipelineStatus pipeline,
        (int Ok, int Failed) errors,
        EngineSettings settings,
        DateTimeOffset now
    )
    {
        var onStream = board.Sources.Values.Count(source =>
            source is { Transport: Transport.Stream, State: SourceState.Connected }
        );
        var watched = settings.Symbols.Count(symbol => Watched(board, new Symbol(symbol.Name), now));
        return HealthScore.Compute(
            new HealthInput
            {
                IsRunning = pipeline.State is PipelineState.Running or PipelineState.Paused,
                LastDataAgeSeconds = DataAge(board, now),
                Mode = onStream > 0 ? FeedMode.WebSocket : FeedMode.HttpFallback,
                SocketsConnected = onStream,
                OhlcReady = settings.Symbols.Count(symbol => Ready(board, new Symbol(symbol.Name))),
                OhlcTotal = settings.Symbols.Count,
                StrategiesActive = watched,
                Errors = errors.Failed,
                Successes = errors.Ok,
            }
        );
    }

    private static ImmutableSortedDictionary<string, int> Parts(HealthParts parts) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create("running", parts.Running),
                KeyValuePair.Create("data", parts.Data),
                KeyValuePair.Create("socket", parts.Socket),
                KeyValuePair.Create("history", parts.Ohlc),
                KeyValuePair.Create("evaluation", parts.Strategies),
                KeyValuePair.Create("errors", parts.Errors),
            ]
        );

    private static bool Ready(Board board, Symbol symbol) => board.Shown(symbol)?.Price is { SigmaIsFallback: false };

    /// <summary>Before there are strategies the watchlist stands for them: evaluated within the last two beats.</summary>
    private static bool Watched(Board board, Symbol symbol, DateTimeOffset now) =>
        board.LastGood.GetValueOrDefault(symbol)?.Watchlist is { } list && now - list.AsOf <= TimeSpan.FromSeconds(3);

    private static double? DataAge(Board board, DateTimeOffset now)
    {
        var newest = board.Sources.Values.Max(source => source.LastFrameAt);
        return newest is { } at ? Math.Max(0, (now - at).TotalSeconds) : null;
    }

    /// <summary>One living source does not make up for a dead one.</summary>
    private static bool AllFresh(Board board, DateTimeOffset now) =>
        !board.Sources.IsEmpty
        && board.Sources.Values.All(source => source.QualityAt(now).IsUsable() || source.IsInMaintenanceAt(now));

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
