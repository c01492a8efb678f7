using System.Collections.Concurrent;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Metrics;

/// <summary>The beat: how long cycles and steps take, and what became of them.</summary>
public sealed class CycleMetrics : IMetricSource, IDisposable
{
    private static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    private readonly Histogram _cycles = new(Buckets);
    private readonly ConcurrentDictionary<string, Histogram> _steps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<CycleOutcome, long> _outcomes = new();
    private readonly LiveBoard _board;
    private readonly IDisposable _listening;

    public CycleMetrics(Facts facts, LiveBoard board)
    {
        _board = board;
        _listening = facts.Listen<CyclePublished>(fact => Count(fact.Cycle));
    }

    public IEnumerable<Metric> Collect()
    {
        yield return new Metric(
            "strikeboard_cycle_duration_seconds",
            "histogram",
            "How long a cycle took, all steps for all symbols.",
            _cycles.Samples()
        );
        yield return new Metric(
            "strikeboard_step_duration_seconds",
            "histogram",
            "How long one step took for one symbol.",
            [
                .. _steps
                    .OrderBy(step => step.Key, StringComparer.Ordinal)
                    .SelectMany(s => s.Value.Samples(("step", s.Key))),
            ]
        );
        yield return Metric.By(
            "counter",
            "strikeboard_cycles_total",
            "Cycles by outcome since the process started.",
            "outcome",
            Enum.GetValues<CycleOutcome>().Select(o => (Word(o), (double)_outcomes.GetValueOrDefault(o)))
        );
        var pipeline = _board.Current.Pipeline;
        yield return Metric.Counter(
            "strikeboard_missed_ticks_total",
            "Beats at which no cycle could begin.",
            pipeline.MissedTicks
        );
        yield return Metric.Gauge(
            "strikeboard_consecutive_failures",
            "Failed cycles in a row.",
            pipeline.ConsecutiveFailures
        );
        yield return Metric.By(
            "gauge",
            "strikeboard_pipeline_state",
            "1 for the state the pipeline is in.",
            "state",
            Enum.GetValues<PipelineState>().Select(s => (Word(s), s == pipeline.State ? 1.0 : 0))
        );
    }

    public void Dispose() => _listening.Dispose();

    private void Count(CycleSnapshot cycle)
    {
        _cycles.Add(cycle.Ms / 1000);
        _outcomes.AddOrUpdate(cycle.Outcome, 1, (_, count) => count + 1);
        foreach (var step in cycle.Symbols.SelectMany(symbol => symbol.Steps))
            _steps.GetOrAdd(step.Name, _ => new Histogram(Buckets)).Add(step.Ms / 1000);
    }

    private static string Word<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();
}
