using Strikeboard.Testing;

namespace Strikeboard.Web.Tests.House;

/// <summary>One house for the tests of a class that only look, or that look at nobody else's traces.</summary>
public sealed class HouseFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private WebHouse? _house;

    internal WebHouse House => _house ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync() =>
        _house = await WebHouse.StartAsync(postgres, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_house is not null)
            await _house.DisposeAsync();
    }
}
