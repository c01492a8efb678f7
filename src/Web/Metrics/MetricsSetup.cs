using Strikeboard.Engine.Metrics;

namespace Strikeboard.Web.Metrics;

internal static class MetricsSetup
{
    public const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder api) =>
        api.MapGet(
                Path,
                (IEnumerable<IMetricSource> sources) =>
                    TypedResults.Text(
                        PrometheusText.Write(sources.SelectMany(source => source.Collect())),
                        PrometheusText.ContentType
                    )
            )
            .WithTags("Probes");
}
