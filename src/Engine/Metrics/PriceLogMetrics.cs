using Strikeboard.Data.Prices;

namespace Strikeboard.Engine.Metrics;

/// <summary>The way of prices into the database.</summary>
public sealed class PriceLogMetrics(PriceLogWriter writer) : IMetricSource
{
    public IEnumerable<Metric> Collect() =>
        [
            Metric.Counter("strikeboard_price_log_rows_settled_total", "Rows stored or given up.", writer.Settled),
            Metric.Gauge("strikeboard_price_log_waiting_rows", "Rows not stored yet: how far it lags.", writer.Waiting),
            Metric.Counter("strikeboard_price_log_rows_dropped_total", "Rows lost to a full queue.", writer.Dropped),
            Metric.Counter("strikeboard_price_log_rows_refused_total", "Rows the database refused.", writer.Refused),
        ];
}
