using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Risk;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Faults.Rig;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>
/// The whole engine in this process, over a durable database and against exchanges in a process of their own. What is measured
/// from end to end is stamped by the machine's one clock on both sides.
/// </summary>
internal sealed class TradingDesk : IAsyncDisposable
{
    private const string Second = "second";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private readonly string _folder;
    private readonly Faults.Rig.Exchanges _exchanges;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private Actor? _trader;

    private TradingDesk(string folder, Faults.Rig.Exchanges exchanges, PrivateStore store, EngineSettings settings)
    {
        (_folder, _exchanges, Store) = (folder, exchanges, store);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{exchanges.Port}"),
        };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddSingleton<Passwords>()
            .AddEngine(settings)
            .BuildServiceProvider();
    }

    public PrivateStore Store { get; }

    public PositionDesk Positions => Get<PositionDesk>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<TradingDesk> StartAsync(int symbols, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"strikeboard-bench-{Guid.NewGuid():N}-exchanges");
        var exchanges = await Faults.Rig.Exchanges.StartAsync(
            folder,
            seed: 1,
            TimeProvider.System,
            cancellationToken,
            symbols
        );
        TradingDesk? desk = null;
        try
        {
            var store = await PrivateStore.StartAsync(cancellationToken);
            desk = new TradingDesk(folder, exchanges, store, Settings(exchanges, store, symbols));
            await desk.BeginAsync(cancellationToken);
            return desk;
        }
        catch
        {
            exchanges.Dispose();
            if (desk is not null)
                await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Contracts with two sides that nobody here has bought, near the money.</summary>
    public IEnumerable<MarketSight> Offers()
    {
        var (sights, now) = (Get<IMarketSights>(), TimeProvider.System.GetUtcNow());
        return Get<IMarketFeed>()
            .Capture([.. Get<EngineSettings>().Symbols.SelectMany(symbol => symbol.KalshiSeries)])
            .Events.SelectMany(e => e.Markets)
            .Where(m => m.Status == MarketStatus.Active && m.CloseTime > now.AddMinutes(1) && !_used.Contains(m.Ticker))
            .Select(m => sights.See(m.Ticker)!)
            .Where(s => s.Quote is { YesAsk.Dollars: > 0.10m and < 0.90m, YesBid.Dollars: > 0.08m });
    }

    /// <summary>One of them, never given again.</summary>
    public async Task<MarketSight> TakeOfferAsync(CancellationToken cancellationToken)
    {
        MarketSight? offer = null;
        await UntilAsync(() => (offer = Offers().FirstOrDefault()) is not null, cancellationToken);
        _used.Add(offer!.Market.Ticker);
        return offer;
    }

    /// <summary>One that nobody is about to buy; it may come again when its order is over.</summary>
    public MarketSight? FreeOffer(Random random)
    {
        var busy = Positions.All.Where(p => p.TakesSlot).Select(p => p.Instrument).ToHashSet(StringComparer.Ordinal);
        var free = Offers().Where(offer => !busy.Contains(offer.Market.Ticker)).ToList();
        return free.Count == 0 ? null : free[random.Next(free.Count)];
    }

    public Task<CommandOutcome> DoAsync(Command command, CancellationToken cancellationToken) =>
        Get<ICommandDesk>().ExecuteAsync(command, new CommandContext(_trader!, "measured"), cancellationToken);

    /// <summary>Somebody else at the venue sells into the best bids, at once or not at all.</summary>
    public async Task SellAsync(string instrument, decimal count, decimal price, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            "/sim/orders",
            new
            {
                account = Second,
                ticker = instrument,
                side = "ask",
                count = count.ToString("0.00", CultureInfo.InvariantCulture),
                price = price.ToString("0.0000", CultureInfo.InvariantCulture),
                time_in_force = "immediate_or_cancel",
            },
            cancellationToken
        );
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>What the venue wrote down, of one kind, by its own clock.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string kind, CancellationToken cancellationToken)
    {
        var lines = await _http.GetStringAsync("/sim/ledger", cancellationToken);
        return
        [
            .. lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .Where(line => line.GetProperty("kind").GetString() == kind),
        ];
    }

    /// <summary>When the venue first heard of each order, by our name for it.</summary>
    public async Task<Dictionary<string, DateTimeOffset>> ArrivalsAsync(CancellationToken cancellationToken)
    {
        var arrivals = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var line in await LedgerAsync("received", cancellationToken))
        {
            if (line.GetProperty("clientOrderId").GetString() is { } name)
                arrivals.TryAdd(name, line.GetProperty("at").GetDateTimeOffset());
        }
        return arrivals;
    }

    public static async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        if (!await HoldsWithinAsync(holds, Patience, cancellationToken))
            throw new TimeoutException("what is measured did not come about");
    }

    public static async Task<bool> HoldsWithinAsync(
        Func<bool> holds,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                return false;
            await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        _exchanges.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        // Limits that let a crowd through: what is measured is the road, and the gate is on it all the same.
        await Store.ExecuteAsync(
            """
            INSERT INTO trading.risk_limits (limits, changed_by, at)
            SELECT json_build_object('MaxOpenPositions', 1000, 'MaxOrdersPerSecond', 100, 'MaxOrdersPerMinute', 1000,
                'LookAlikeSeconds', 0, 'CollarCents', 20, 'MaxExposure', 100000, 'MaxEventExposure', 100000,
                'MaxSymbolExposure', 100000, 'MaxDailyLoss', 100000, 'MinSecondsToClose', 5), 'bench', now()
            """,
            cancellationToken
        );
        _trader = await AddTraderAsync(cancellationToken);
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(cancellationToken);
        await UntilAsync(() => Get<LimitsDesk>().Current is not null, cancellationToken);
        await UntilAsync(() => Get<AccountSync>().View.CashAsOf is not null, cancellationToken);
        await UntilAsync(() => Offers().Skip(4).Any(), cancellationToken);
        await Store.ExecuteAsync("UPDATE trading.bots SET is_on = false", cancellationToken);
        using var funded = await _http.PostAsJsonAsync(
            "/sim/funds",
            new { account = Second, amount = 10_000_000 },
            cancellationToken
        );
        funded.EnsureSuccessStatusCode();
    }

    private async Task<Actor> AddTraderAsync(CancellationToken cancellationToken)
    {
        var user = new User
        {
            Id = Guid.NewGuid(),
            Name = "trader",
            NormalizedName = "trader",
            Role = Role.Administrator,
            Enabled = true,
            SecurityStamp = Guid.NewGuid(),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        await using var db = await Get<Microsoft.EntityFrameworkCore.IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(cancellationToken);
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return new Actor(user.Id, user.Name, "bench");
    }

    private static EngineSettings Settings(Faults.Rig.Exchanges exchanges, PrivateStore store, int symbols)
    {
        var at = exchanges.VenueSettings;
        return new EngineSettings
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = store.ConnectionString,
            Symbols =
            [
                .. Enumerable
                    .Range(0, symbols)
                    .Select(i => new SymbolOptions
                    {
                        Name = Listings.Name(i),
                        CoinbaseProduct = Listings.Name(i) + "-USD",
                        KalshiSeries = [.. Listings.Series(i)],
                    }),
            ],
            Coinbase = new CoinbaseOptions
            {
                RestUrl = new Uri(at["STRIKEBOARD__Venues__Coinbase__RestUrl"]),
                StreamUrl = new Uri(at["STRIKEBOARD__Venues__Coinbase__StreamUrl"]),
            },
            Kalshi = new KalshiOptions
            {
                RestUrl = new Uri(at["STRIKEBOARD__Venues__Kalshi__RestUrl"]),
                StreamUrl = new Uri(at["STRIKEBOARD__Venues__Kalshi__StreamUrl"]),
                KeyId = at["STRIKEBOARD__Venues__Kalshi__KeyId"],
                PrivateKeyPath = at["STRIKEBOARD__Venues__Kalshi__PrivateKeyPath"],
            },
            // The proof by a second price is not waited for: what is measured begins with the price that decides.
            Exits = new ExitSettings { ConfirmSeconds = 0 },
        };
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() { }
    }
}
