using Strikeboard.Simulator.Coinbase;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Kalshi;
using Strikeboard.Simulator.Kalshi.Trading;
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
    private readonly PortfolioEndpoints portfolio;
    private readonly TradingEndpoints trading;
    private readonly CoinbaseExchange coinbase;
    private readonly CoinbaseSocket coinbaseSocket;
    private readonly CoinbaseEndpoints coinbaseEndpoints;
    private readonly ControlEndpoints control;
    private readonly Pulse pulse;

    public World(SimulatorOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Keys = new KalshiKeys(options.KalshiKeyFolder, options.KalshiAccounts);
        authenticator = new Authenticator(Keys, time);
        ledger = new Ledger(
            options.LedgerFile ?? (options.KalshiKeyFolder is { } folder ? Path.Combine(folder, LedgerName) : null)
        );
        var prices = new PriceEngine(options.Seed, options.AnnualVolatility, options.Symbols);
        var index = new PriceIndex(prices, options.IndexBasis, options.SettlementWindowIncludesClose);
        var faults = new FaultBoard(time, options.Seed);
        var gate = new Gate(faults, time, options.SlowAnswer);
        sockets = FaultNames.Venues.ToDictionary(v => v, v => new SocketRegistry(v, faults), StringComparer.Ordinal);

        var accounts = new Accounts();
        var past = History.Read(ledger, accounts, prices);
        var listing = new Listing();
        var floor = new TradingFloor(options, ledger, accounts, faults, listing);
        var publisher = new Publisher(floor.Tape, ledger, floor.Everywhere, floor.Users);
        kalshi = new KalshiExchange(options, prices, index, ledger, listing, floor, publisher);
        kalshi.Resume(past, time.GetUtcNow());

        var budgets = new Budgets(options, time);
        var reads = new ReadCalls(kalshi, authenticator, gate, faults, budgets);
        kalshiSocket = new KalshiSocket(kalshi, authenticator, gate, faults, sockets[KalshiExchange.Venue], options);
        kalshiEndpoints = new KalshiEndpoints(kalshi, reads, budgets, time);
        portfolio = new PortfolioEndpoints(kalshi, floor, reads, faults, options, time);
        trading = new TradingEndpoints(
            kalshi,
            floor,
            new OrderCommands(listing, floor, ledger),
            new AccountCommands(floor),
            authenticator,
            gate,
            new TradingFaults(faults, time),
            budgets,
            ledger,
            time
        );
        coinbase = new CoinbaseExchange(prices, faults, options);
        coinbaseSocket = new CoinbaseSocket(coinbase, gate, faults, sockets[CoinbaseExchange.Venue], options, time);
        coinbaseEndpoints = new CoinbaseEndpoints(coinbase, gate, options, time);
        var byHand = new AccountControl(kalshi, floor, ledger, time);
        control = new ControlEndpoints(faults, prices, index, ledger, kalshi, byHand, sockets, time);
        pulse = new Pulse(time, options.Pulse, Step, loggers.CreateLogger("Strikeboard.Simulator"));
    }

    public KalshiKeys Keys { get; }

    public void Map(IEndpointRouteBuilder routes)
    {
        kalshiEndpoints.Map(routes);
        portfolio.Map(routes);
        trading.Map(routes);
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
