using Strikeboard.Engine.Access;
using Strikeboard.Engine.Metrics;
using Strikeboard.Web.Access;
using Strikeboard.Web.Live;

namespace Strikeboard.Web.Metrics;

/// <summary>Who is connected.</summary>
internal sealed class FaceMetrics(CircuitPlaces pages, LiveClients sockets, AccessWatch access) : IMetricSource
{
    public IEnumerable<Metric> Collect() =>
        [
            Metric.Gauge("strikeboard_circuits", "Open pages.", pages.Count),
            Metric.Gauge("strikeboard_sockets", "Open hub and plain sockets.", sockets.Count),
            Metric.Gauge(
                "strikeboard_access_watched",
                "Open things that end with the access they rest on.",
                access.Count
            ),
        ];
}
