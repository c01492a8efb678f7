using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Metrics;

/// <summary>What the board knows: sources, ticks, health, leadership, and who looks on.</summary>
public sealed class BoardMetrics(LiveBoard board, IHealthReader health, TimeProvider time) : IMetricSource
{
    public IEnumerable<Metric> Collect()
    {
        var (now, current) = (time.GetUtcNow(), board.Current);
        return [.. Sources(current, now), .. Prices(current, now), .. Health(health.Current), .. Readers(current)];
    }

    private static IEnumerable<Metric> Sources(Board current, DateTimeOffset now)
    {
        var sources = current.Sources.Values.ToList();
        yield return Of(
            "gauge",
            "strikeboard_source_frame_age_seconds",
            "Since the last frame of any kind; +Inf before the first.",
            source => source.LastFrameAt is { } at ? (now - at).TotalSeconds : double.PositiveInfinity
        );
        yield return Of(
            "gauge",
            "strikeboard_source_connected",
            "1 while streaming.",
            source => source.State == SourceState.Connected ? 1 : 0
        );
        yield return Of("counter", "strikeboard_source_frames_total", "Frames received.", source => source.Frames);
        yield return Of("counter", "strikeboard_source_malformed_total", "Frames not understood.", s => s.Malformed);
        yield return Of("counter", "strikeboard_source_gaps_total", "Gaps in a sequence.", source => source.Gaps);
        yield return Of("counter", "strikeboard_source_reconnects_total", "New connections.", s => s.Reconnects);

        Metric Of(string type, string name, string help, Func<SourceStatus, double> figure) =>
            Metric.By(type, name, help, "source", sources.Select(source => (source.Name, figure(source))));
    }

    private static IEnumerable<Metric> Prices(Board current, DateTimeOffset now)
    {
        yield return Metric.By(
            "gauge",
            "strikeboard_price_tick_age_seconds",
            "Since the last tick of a symbol was received.",
            "symbol",
            current.Ticks.OrderBy(t => t.Key).Select(t => (t.Key.Name, (now - t.Value.ReceivedAt).TotalSeconds))
        );
        yield return Metric.By(
            "gauge",
            "strikeboard_watchlist_entries",
            "Rows on the last good watchlist.",
            "symbol",
            current
                .LastGood.OrderBy(s => s.Key)
                .Select(s => (s.Key.Name, (double)(s.Value.Watchlist?.Entries.Length ?? 0)))
        );
    }

    private static IEnumerable<Metric> Health(HealthReport report)
    {
        yield return Metric.Gauge("strikeboard_health_score", "The sum of the parts, 0 to 100.", report.Score);
        yield return Metric.Gauge(
            "strikeboard_health_capped_score",
            "The score, limited by what must not be hidden.",
            report.CappedScore
        );
        yield return Metric.By(
            "gauge",
            "strikeboard_health_part_score",
            "The parts of the score.",
            "part",
            report.Parts.Select(part => (part.Key, (double)part.Value))
        );
        yield return Metric.By(
            "gauge",
            "strikeboard_health_check_ok",
            "1 where a check is healthy.",
            "check",
            report.Checks.Select(check => (check.Name, check.Status == "healthy" ? 1.0 : 0))
        );
        if (report.Checks.FirstOrDefault(check => check.Name == "database") is { LatencyMs: { } ms })
            yield return Metric.Gauge(
                "strikeboard_database_latency_seconds",
                "One question to the database and its answer, the last one asked.",
                ms / 1000
            );
    }

    private IEnumerable<Metric> Readers(Board current)
    {
        yield return Metric.Gauge(
            "strikeboard_board_subscribers",
            "Parts of pages and sockets that follow the board.",
            board.Subscribers
        );
        yield return Metric.Gauge("strikeboard_leader", "1 while this node leads.", current.Leader.IsMe ? 1 : 0);
    }
}
