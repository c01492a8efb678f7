using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Examples;

/// <summary>The engine as its host registers it, and the example's one line behind it; nothing runs by itself.</summary>
internal static class House
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");
    private static readonly Uri NowhereStream = new("ws://127.0.0.1:9");

    public static ServiceProvider With(
        Action<IServiceCollection> line,
        string connectionString = "Host=127.0.0.1;Port=9",
        string? outputFolder = null
    )
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddSingleton<Passwords>()
            .AddEngine(
                new EngineSettings
                {
                    Mode = Mode.Demo,
                    NodeName = "example",
                    Version = "0",
                    ConnectionString = connectionString,
                    Symbols =
                    [
                        new SymbolOptions
                        {
                            Name = "BTC",
                            CoinbaseProduct = "BTC-USD",
                            KalshiSeries = ["KXBTCD"],
                        },
                    ],
                    Coinbase = new CoinbaseOptions { RestUrl = Nowhere, StreamUrl = NowhereStream },
                    Kalshi = new KalshiOptions { RestUrl = Nowhere, StreamUrl = NowhereStream },
                    OutputFolder = outputFolder,
                }
            );
        line(services);
        return services.BuildServiceProvider();
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() { }
    }
}
