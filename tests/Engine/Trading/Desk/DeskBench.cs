using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Simulator;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Desk;

/// <summary>The whole desk on a real database against the simulated exchanges; only the bot is switched off.</summary>
internal sealed class DeskBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private readonly HttpClient _http = new();

    private readonly string _folder;

    private DeskBench(RunningSimulator simulator, EngineBench bench, TcpProxy database, string folder) =>
        (Simulator, Engine, Database, _folder) = (simulator, bench, database, folder);

    /// <summary>The engine's only way to its database; what the test itself reads goes another one.</summary>
    public TcpProxy Database { get; }

    public RunningSimulator Simulator { get; }

    public EngineBench Engine { get; }

    public Actor Trader { get; private set; } = null!;

    public PositionDesk Desk => Engine.Get<PositionDesk>();

    public AccountSync Account => Engine.Get<AccountSync>();

    public static async Task<DeskBench> StartAsync(PostgresFixture postgres, CancellationToken ct)
    {
        var simulator = await SimulatedExchanges.StartAsync(
            new SimulatorOptions
            {
                Port = 0,
                Seed = 7,
                // An hour that has only just begun, with a good many contracts between the certain ones: no test meets a close.
                CloseOffset = SinceTheHour(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)),
                AnnualVolatility = 1,
            },
            TimeProvider.System,
            null,
            ct
        );
        TcpProxy wire = null!;
        var folder = Directory.CreateTempSubdirectory("strikeboard-desk-").FullName;
        var engine = await EngineBench.CreateAsync(
            postgres,
            ct,
            settings =>
                settings with
                {
                    ConnectionString = Through(settings.ConnectionString, out wire),
                    TradingFolder = folder,
                    Trading = new TradingOptions { EntryValid = TimeSpan.FromMinutes(1) },
                    Coinbase = new CoinbaseOptions
                    {
                        RestUrl = simulator.CoinbaseRestUrl,
                        StreamUrl = simulator.CoinbaseStreamUrl,
                    },
                    Kalshi = new KalshiOptions
                    {
                        RestUrl = simulator.KalshiRestUrl,
                        StreamUrl = simulator.KalshiStreamUrl,
                        KeyId = simulator.KalshiKeyId,
                        PrivateKeyPem = simulator.KalshiPrivateKeyPem,
                    },
                }
        );
        var bench = new DeskBench(simulator, engine, wire, folder);
        bench.Trader = await engine.AddUserAsync(Role.Trader, ct);
        await engine.Get<EntryBot>().TakeUpAsync(ct);
        await bench.TellAsync("UPDATE trading.bots SET is_on = false", ct);
        foreach (var service in engine.Everything)
            await service.StartAsync(ct);
        await UntilAsync(() => bench.IsReady, ct);
        return bench;
    }

    private bool IsReady =>
        Account.View.CashAsOf is not null
        && Engine.Get<LimitsDesk>().Current is not null
        && Engine.Get<IMarketFeed>().Status.State == SourceState.Connected
        && Open().Skip(8).Any();

    /// <summary>Contracts with two sides, that close late enough, dearest first.</summary>
    public IEnumerable<MarketSight> Open()
    {
        var (feed, now) = (Engine.Get<IMarketFeed>(), TimeProvider.System.GetUtcNow());
        var sights = Engine.Get<IMarketSights>();
        return feed.Capture(["KXBTCD"])
            .Events.SelectMany(e => e.Markets)
            .Where(m => m.Status == MarketStatus.Active && m.CloseTime > now.AddMinutes(20))
            .Select(m => sights.See(m.Ticker)!)
            .Where(s => s.Quote is { YesAsk.Dollars: > 0.03m and < 0.93m, YesBid.Dollars: > 0.01m });
    }

    private static string Through(string connection, out TcpProxy wire)
    {
        var text = new NpgsqlConnectionStringBuilder(connection);
        wire = new TcpProxy(text.Port);
        text.Port = wire.Port;
        return text.ConnectionString;
    }

    private static TimeSpan SinceTheHour(DateTimeOffset at) => new(0, at.Minute, at.Second);

    public Task<CommandOutcome> DoAsync(Command command, CancellationToken ct) =>
        Engine.Desk.ExecuteAsync(command, new CommandContext(Trader), ct);

    public static PlaceOrder Buy(MarketSight sight, decimal quantity = 2, int? rests = null) =>
        new(
            sight.Market.Ticker,
            Side.Yes,
            quantity,
            Math.Min(0.95m, sight.Quote!.YesAsk!.Value.Dollars + 0.02m),
            rests,
            null,
            null,
            null
        );

    /// <param name="limits">Names and values of those that are not as usual, as SQL.</param>
    public async Task LimitAsync(string limits, CancellationToken ct)
    {
        await TellAsync(
            $"INSERT INTO trading.risk_limits (limits, changed_by, at) SELECT json_build_object({limits}), 'test', now()",
            ct
        );
        await Engine.Get<LimitsDesk>().RefreshAsync(ct);
    }

    /// <summary>Until the event, however long a loaded machine takes for it.</summary>
    public static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }

    public async Task MovePriceAsync(double percent, CancellationToken ct) =>
        (
            await _http.PostAsJsonAsync(
                new Uri(Simulator.BaseUrl, "/sim/price"),
                new { symbol = "BTC", shiftPct = percent },
                ct
            )
        ).EnsureSuccessStatusCode();

    public async Task BreakAsync(object fault, CancellationToken ct) =>
        (await _http.PostAsJsonAsync(new Uri(Simulator.BaseUrl, "/sim/faults"), fault, ct)).EnsureSuccessStatusCode();

    /// <summary>What truly happened at the venue.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string kind, CancellationToken ct)
    {
        var lines = await _http.GetStringAsync(new Uri(Simulator.BaseUrl, "/sim/ledger"), ct);
        return
        [
            .. lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .Where(line => line.GetProperty("kind").GetString() == kind),
        ];
    }

    /// <summary>Until the venue has a record of that kind.</summary>
    public async Task UntilLedgerAsync(string kind, CancellationToken ct)
    {
        while ((await LedgerAsync(kind, ct)).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }

    /// <summary>As every page and every call does: rights are read, and remembered for a while.</summary>
    public async Task LookAtRightsAsync(CancellationToken ct) =>
        Assert.NotNull(await Engine.Get<AuthorityReader>().ReadAsync(Trader.UserId!.Value, ct));

    public async Task TellAsync(string sql, CancellationToken ct)
    {
        await using var db = await Engine.Contexts.CreateDbContextAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await db.Database.OpenConnectionAsync(ct);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Engine.Everything.Reverse())
            await service.StopAsync(CancellationToken.None);
        await Engine.DisposeAsync();
        await Database.DisposeAsync();
        await Simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _http.Dispose();
    }
}
