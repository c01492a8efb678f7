namespace Strikeboard.Testing;

/// <summary>A database of one test or test class.</summary>
public sealed class TestDatabase(PostgresFixture fixture, string name, string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public string Name { get; } = name;

    public async ValueTask DisposeAsync() => await fixture.DropAsync(Name, CancellationToken.None);
}
