using Strikeboard.EndToEnd.Tests.Faults;
using Strikeboard.Faults.Rig;

[assembly: AssemblyFixture(typeof(FaultBench))]

namespace Strikeboard.EndToEnd.Tests.Faults;

/// <summary>One app to hurt, with its exchanges in another process; every test finds it well and leaves it well.</summary>
public sealed class FaultBench : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Bench? _bench;

    /// <summary>Started when the first test asks.</summary>
    public async Task<Bench> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _bench ??= await Bench.StartAsync(seed: 1, TimeProvider.System, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
        _gate.Dispose();
    }
}
