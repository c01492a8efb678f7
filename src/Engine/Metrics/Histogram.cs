using System.Globalization;

namespace Strikeboard.Engine.Metrics;

/// <summary>Counts durations in fixed buckets, in seconds.</summary>
internal sealed class Histogram(params double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public void Add(double seconds)
    {
        var bucket = Array.FindIndex(bounds, bound => seconds <= bound);
        lock (_gate)
        {
            _counts[bucket < 0 ? bounds.Length : bucket]++;
            _sum += seconds;
        }
    }

    public IReadOnlyList<MetricSample> Samples(params (string Name, string Value)[] labels)
    {
        var samples = new List<MetricSample>();
        lock (_gate)
        {
            var total = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                total += _counts[i];
                var bound = i < bounds.Length ? bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                samples.Add(new("_bucket", [.. labels, ("le", bound)], total));
            }
            samples.Add(new("_sum", labels, _sum));
            samples.Add(new("_count", labels, total));
        }
        return samples;
    }
}
