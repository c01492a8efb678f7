using Strikeboard.Simulator.Coinbase;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Kalshi;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator;

/// <summary>Everything that is pretended, put together.</summary>
internal sealed class World : IDisposable
{
    private const string LedgerName = "ledger.jsonl";

    private readonly Dictionary<string, SocketRegistry> sockets;
    private readonly Authenticator authenticator;
    private readonly Ledger ledger;
    private readonly KalshiExchange kalshi;
    private readonly KalshiSocket kalshiSocket;
    private readonly KalshiEndpoints kalshiEndpoints;
    private readonly CoinbaseExchange coinbase;
    private readonly CoinbaseSocket coinbaseSocket;
    private readonly CoinbaseEndpoints coinbaseEndpoints;
    private readonly ControlEndpoints control;
    private readonly Pulse pulse;

    public World(SimulatorOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Key = KalshiKey.LoadOrCreate(options.KalshiKeyFolder);
        authenticator = new Authenticator(Key, time);
        ledger = new Ledger(
            options.LedgerFile ?? (options.KalshiKeyFolder is { } folder ? Path.Combine(folder, LedgerName) : null)
        );
        var prices = new PriceEngine(options.Seed, options.AnnualVolatility, options.Symbols);
        var index = new PriceIndex(prices, options.IndexBasis, options.SettlementWindowIncludesClose);
        var faults = new FaultBoard(time, options.Seed);
        var gate = new Gate(faults, time, options.SlowAnswer);
        sockets = FaultNames.Venues.ToDictionary(v => v, v => new SocketRegistry(v, faults), StringComparer.Ordinal);

        kalshi = new KalshiExchange(options, prices, index, faults, ledger);
        kalshiSocket = new KalshiSocket(kalshi, authenticator, gate, faults, sockets[KalshiExchange.Venue], options);
        kalshiEndpoints = new KalshiEndpoints(kalshi, authenticator, gate, faults, options, time);
        coinbase = new CoinbaseExchange(prices, faults, options);
        coinbaseSocket = new CoinbaseSocket(coinbase, gate, faults, sockets[CoinbaseExchange.Venue], options, time);
        coinbaseEndpoints = new CoinbaseEndpoints(coinbase, gate, options, time);
        control = new ControlEndpoints(faults, prices, index, ledger, kalshi, sockets, time);
        pulse = new Pulse(time, options.Pulse, Step, loggers.CreateLogger("Strikeboard.Simulator"));
    }

    public KalshiKey Key { get; }

    public void Map(IEndpointRouteBuilder routes)
    {
        kalshiEndpoints.Map(routes);
        kalshiSocket.Map(routes);
        coinbaseEndpoints.Map(routes);
        coinbaseSocket.Map(routes);
        control.Map(routes);
    }

    /// <summary>Stands still and cuts every socket, so that the server can stop at once.</summary>
    public void Stop()
    {
        pulse.Dispose();
        foreach (var registry in sockets.Values)
        {
            registry.AbortAll();
        }
    }

    public void Dispose()
    {
        pulse.Dispose();
        ledger.Dispose();
        authenticator.Dispose();
    }

    private void Step(DateTimeOffset now)
    {
        kalshi.Advance(now);
        kalshiSocket.Advance(now);
        coinbase.Advance(now);
    }
}
