using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data;
using Strikeboard.Model;

namespace Strikeboard.Testing;

/// <summary>A database of one test or test class.</summary>
public sealed class TestDatabase(PostgresFixture fixture, string name, string connectionString) : IAsyncDisposable
{
    private ServiceProvider? _services;

    public string ConnectionString { get; } = connectionString;

    public string Name { get; } = name;

    public DataOptions Options => new() { ConnectionString = ConnectionString, Mode = Mode.Demo };

    /// <summary>What <c>AddData</c> registers, over this database; hosted services are not started.</summary>
    public IServiceProvider Services =>
        _services ??= new ServiceCollection().AddLogging().AddData(Options).BuildServiceProvider();

    public IDbContextFactory<StrikeboardDb> Contexts => Services.GetRequiredService<IDbContextFactory<StrikeboardDb>>();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await fixture.DropAsync(Name, CancellationToken.None);
    }
}
