using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>How long each step took lately (the last 600 runs) and how often it failed since the start.</summary>
public sealed class StepTimes : IHostedService, IDisposable
{
    private const int Kept = 600;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);
    private readonly CycleRunner _runner;
    private readonly Facts _facts;
    private IDisposable? _listening;

    public StepTimes(Facts facts, CycleRunner runner)
    {
        _runner = runner;
        _facts = facts;
    }

    public ImmutableArray<StepPerformance> Read()
    {
        lock (_gate)
            return [.. _runner.Steps.Select(step => Read(step.Name))];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listening = _facts.Listen<CyclePublished>(fact => Count(fact.Cycle));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _listening?.Dispose();

    private StepPerformance Read(string step)
    {
        if (!_records.TryGetValue(step, out var record))
            return new StepPerformance(step, new CycleTimes(null, null, null, null), 0, null);
        var sorted = record.Ms.Order().ToArray();
        return new StepPerformance(step, Times(sorted), record.Failures, record.LastError);
    }

    private static CycleTimes Times(double[] sorted) =>
        sorted.Length == 0
            ? new CycleTimes(null, null, null, null)
            : new CycleTimes(sorted.Average(), At(sorted, 0.5), At(sorted, 0.95), At(sorted, 0.99));

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private void Count(CycleSnapshot cycle)
    {
        lock (_gate)
        {
            foreach (var step in cycle.Symbols.SelectMany(symbol => symbol.Steps))
            {
                if (!_records.TryGetValue(step.Name, out var record))
                    _records[step.Name] = record = new Record();
                record.Add(step);
            }
        }
    }

    private sealed class Record
    {
        public Queue<double> Ms { get; } = new();
        public long Failures { get; private set; }
        public string? LastError { get; private set; }

        public void Add(StepReport step)
        {
            if (step.Outcome == StepOutcome.Failed)
            {
                Failures++;
                LastError = step.Error?.Message;
            }
            if (step.Outcome == StepOutcome.Skipped)
                return;
            Ms.Enqueue(step.Ms);
            if (Ms.Count > Kept)
                Ms.Dequeue();
        }
    }
}
