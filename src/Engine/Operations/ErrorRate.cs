using Microsoft.Extensions.Hosting;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>Step executions and their failures over the last five minutes, by second.</summary>
public sealed class ErrorRate : IHostedService, IDisposable
{
    private const int Seconds = 300;
    private readonly Lock _gate = new();
    private readonly (long Second, int Ok, int Failed)[] _ring = new (long, int, int)[Seconds];
    private readonly TimeProvider _time;
    private readonly Facts _facts;
    private IDisposable? _listening;

    public ErrorRate(Facts facts, TimeProvider time)
    {
        _time = time;
        _facts = facts;
    }

    public (int Ok, int Failed) Recent()
    {
        var from = _time.GetUtcNow().ToUnixTimeSeconds() - Seconds;
        lock (_gate)
        {
            var recent = _ring.Where(slot => slot.Second > from).ToList();
            return (recent.Sum(slot => slot.Ok), recent.Sum(slot => slot.Failed));
        }
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

    private void Count(CycleSnapshot cycle)
    {
        var steps = cycle.Symbols.SelectMany(symbol => symbol.Steps).ToList();
        var second = _time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            _ring[second % Seconds] = (
                second,
                steps.Count(step => step.Outcome == StepOutcome.Succeeded),
                steps.Count(step => step.Outcome == StepOutcome.Failed)
            );
        }
    }
}
