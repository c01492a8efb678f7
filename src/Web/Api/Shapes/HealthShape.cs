using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Api.Shapes;

public sealed record HealthShape(
    string Status,
    int Score,
    int CappedScore,
    string Band,
    string? CapReason,
    int ConsecutiveFailures,
    Mode Mode,
    string Version,
    IReadOnlyList<HealthCheck> Checks,
    IReadOnlyDictionary<string, int> Parts
)
{
    public static HealthShape Of(HealthReport report, Installation installation) =>
        new(
            report.Status,
            report.Score,
            report.CappedScore,
            report.Band,
            report.CapReason,
            report.ConsecutiveFailures,
            installation.Mode,
            installation.Version,
            report.Checks.IsDefault ? [] : report.Checks,
            report.Parts
        );
}
