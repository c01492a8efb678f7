using Strikeboard.Quant.Health;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 11: health score and pipeline statistics.</summary>
internal static class HealthSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add("health.score", Score);
        adapters.Add("ops.pipeline_stats", Statistics);
        adapters.Add(
            "ops.backoff",
            inputs =>
                new()
                {
                    ["delay_s"] = Backoff.DelaySeconds(
                        inputs.Int("attempt"),
                        inputs.Double("base"),
                        inputs.Double("cap")
                    ),
                }
        );
        adapters.Add("ops.uptime", inputs => new() { ["text"] = Uptime.Text(inputs.Double("seconds")) });
    }

    private static VectorOutput Score(VectorInputs inputs)
    {
        var score = HealthScore.Compute(
            new HealthInput
            {
                IsRunning = inputs.Bool("running"),
                LastDataAgeSeconds = inputs.DoubleOrNull("last_data_age_s"),
                Mode = inputs.Text("mode", "ws") == "ws" ? FeedMode.WebSocket : FeedMode.HttpFallback,
                SocketsConnected = inputs.Int("ws_connected", 0),
                OhlcReady = inputs.Int("ohlc_ready", 0),
                OhlcTotal = inputs.Int("ohlc_total", 0),
                StrategiesActive = inputs.Int("strategies_active", 0),
                Errors = inputs.Long("errors_5m", 0),
                Successes = inputs.Long("ok_5m", 0),
            }
        );
        return new()
        {
            ["score"] = score.Score,
            ["band"] = Names.Snake(score.Band),
            ["parts"] = new VectorOutput
            {
                ["running"] = score.Parts.Running,
                ["data"] = score.Parts.Data,
                ["ws"] = score.Parts.Socket,
                ["ohlc"] = score.Parts.Ohlc,
                ["strategies"] = score.Parts.Strategies,
                ["errors"] = score.Parts.Errors,
            },
        };
    }

    private static VectorOutput Statistics(VectorInputs inputs)
    {
        var statistics = inputs
            .Rows("cycles")
            .Aggregate(
                new PipelineStatistics(),
                (so, cycle) => so.After(cycle[0].GetBoolean(), VectorInputs.ReadDouble(cycle[1]))
            );
        return new()
        {
            ["success_rate_pct"] = statistics.SuccessRatePct,
            ["average_cycle_s"] = statistics.AverageCycleSeconds,
            ["consecutive_failures"] = statistics.ConsecutiveFailures,
            ["health"] = Names.Snake(statistics.HealthWhen(inputs.Bool("running"))),
            ["pause"] = statistics.IsPauseDue,
        };
    }
}
