using System.Net.Http.Json;
using Strikeboard.Simulator;

namespace Strikeboard.Exchanges.Tests.Conformance;

/// <summary>The simulated exchanges on a free port, spoken to by nothing but their protocols and their fault switch.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public RunningSimulator Simulator { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync() =>
        Simulator = await SimulatedExchanges.StartAsync(
            new SimulatorOptions { Port = 0, Seed = 20 },
            TimeProvider.System,
            null,
            CancellationToken.None
        );

    public async Task BreakAsync(string venue, string kind, int seconds)
    {
        var uri = new Uri(Simulator.BaseUrl, "/sim/faults");
        var answer = await Http.PostAsJsonAsync(
            uri,
            new
            {
                venue,
                kind,
                seconds,
            },
            TestContext.Current.CancellationToken
        );
        Assert.True(
            answer.IsSuccessStatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    public async Task MendAsync()
    {
        var uri = new Uri(Simulator.BaseUrl, "/sim/faults");
        (await Http.DeleteAsync(uri, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
