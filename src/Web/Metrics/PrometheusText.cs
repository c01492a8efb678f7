using System.Globalization;
using System.Text;
using Strikeboard.Engine.Metrics;

namespace Strikeboard.Web.Metrics;

/// <summary>The text format of Prometheus, version 0.0.4. By hand, as no exporter could be restored.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            text.Append("# HELP ").Append(metric.Name).Append(' ').Append(Escape(metric.Help)).Append('\n');
            text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(metric.Type).Append('\n');
            foreach (var sample in metric.Samples)
                Write(text, metric.Name, sample);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, MetricSample sample)
    {
        text.Append(name).Append(sample.Suffix);
        if (sample.Labels.Count > 0)
        {
            text.Append('{');
            text.AppendJoin(
                ',',
                sample.Labels.Select(label => $"{label.Name}=\"{Escape(label.Value, quotes: true)}\"")
            );
            text.Append('}');
        }
        text.Append(' ').Append(Number(sample.Value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text, bool quotes = false)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
