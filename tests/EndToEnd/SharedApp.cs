using Strikeboard.EndToEnd.Tests;
using Strikeboard.Testing;

[assembly: AssemblyFixture(typeof(SharedApp))]
[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Strikeboard.EndToEnd.Tests;

/// <summary>One running app for every test that only looks at it; a test that hurts it starts its own.</summary>
public sealed class SharedApp : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AppProcess? _app;

    /// <summary>Started when the first test asks.</summary>
    public async Task<AppProcess> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _app ??= await AppProcess.StartAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _gate.Dispose();
    }
}
