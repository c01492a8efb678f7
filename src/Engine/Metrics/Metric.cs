namespace Strikeboard.Engine.Metrics;

/// <summary>Somebody who can say figures of themselves. Registered in one line; asked at each scrape, so it must cost nothing.</summary>
public interface IMetricSource
{
    IEnumerable<Metric> Collect();
}

/// <summary>One figure with its name (unit and "_total" at the end, as Prometheus has it), and what it means.</summary>
/// <param name="Type">counter, gauge or histogram.</param>
public sealed record Metric(string Name, string Type, string Help, IReadOnlyList<MetricSample> Samples)
{
    public static Metric Gauge(string name, string help, double value) =>
        new(name, "gauge", help, [new("", [], value)]);

    public static Metric Counter(string name, string help, double value) =>
        new(name, "counter", help, [new("", [], value)]);

    /// <summary>One sample for each value of one label.</summary>
    public static Metric By(
        string type,
        string name,
        string help,
        string label,
        IEnumerable<(string Value, double Figure)> samples
    ) => new(name, type, help, [.. samples.Select(one => new MetricSample("", [(label, one.Value)], one.Figure))]);
}

/// <param name="Suffix">Of the name, for the parts of a histogram.</param>
public sealed record MetricSample(string Suffix, IReadOnlyList<(string Name, string Value)> Labels, double Value);
