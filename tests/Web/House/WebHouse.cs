using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Metrics;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Settings;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Live;
using Strikeboard.Web.Tests.Calibration;

namespace Strikeboard.Web.Tests.House;

/// <summary>The real doors on a real Kestrel with a real database; behind them the engine is pretended.</summary>
internal sealed class WebHouse : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private const string FormField = "name=\"__RequestVerificationToken\" value=\"";
    private static int _addresses;
    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly string _home;

    private WebHouse(WebApplication app, TestDatabase database, string home) =>
        (_app, _database, _home) = (app, database, home);

    public IServiceProvider Services => _app.Services;
    public FakeDesk Desk => (FakeDesk)Services.GetRequiredService<ICommandDesk>();
    public FakeEvents Events => (FakeEvents)Services.GetRequiredService<IEventLog>();
    public FakeHealth Health => (FakeHealth)Services.GetRequiredService<IHealthReader>();
    public Facts Facts => Services.GetRequiredService<Facts>();
    public string Url => _app.Urls.First();
    public string Home => _home;

    public string ControlWord => ControlToken.ReadFrom(_home)!;
    public IReadOnlyDictionary<Role, Authority> People { get; private set; } = new Dictionary<Role, Authority>();

    public static async Task<WebHouse> StartAsync(PostgresFixture postgres, CancellationToken cancellationToken)
    {
        var database = await postgres.CreateDatabaseAsync(cancellationToken);
        var home = Directory.CreateTempSubdirectory("strikeboard-web-").FullName;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "Strikeboard.Web",
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(Run.Limit);
        builder
            .Services.AddSingleton(ControlToken.WriteTo(home))
            .AddSingleton(
                Installation.Of(
                    Mode.Demo,
                    [
                        new SymbolOptions
                        {
                            Name = "BTC",
                            CoinbaseProduct = "BTC-USD",
                            KalshiSeries = ["KXBTCD", "KXBTC"],
                        },
                    ]
                )
            )
            .AddData(new DataOptions { ConnectionString = database.ConnectionString, Mode = Mode.Demo })
            .AddSingleton<Facts>()
            .AddSingleton<LiveBoard>()
            .AddSingleton<ICommandDesk, FakeDesk>()
            .AddSingleton<IHealthReader, FakeHealth>()
            .AddSingleton<IEventLog, FakeEvents>()
            .AddSingleton<IAuditReader, FakeAudit>()
            .AddSingleton<IPerformanceReader, FakePerformance>()
            .AddSingleton<IOutputReader, FakeOutputs>()
            .AddSingleton<IJobBoard, FakeJobs>()
            .AddSingleton<ISettingsBook, FakeSettings>()
            .AddMetricSource<CycleMetrics>()
            .AddMetricSource<BoardMetrics>()
            .AddMetricSource<ProcessMetrics>()
            .AddSingleton<IPastPrices, FakePast>()
            .AddSingleton<ICandleReader, FakeCandles>()
            .AddSingleton<IRecordings, FakeRecordings>()
            .AddSingleton<ICalibrationReader, FakeCalibration>()
            .AddSingleton<ICycleReader, FakeCycles>()
            .AddSingleton<IMarks, FakeMarks>()
            .AddSingleton<IOrderReader, FakeOrders>()
            .AddSingleton<ITradeReader, FakeTrades>()
            .AddSingleton<ITradingRecords, FakeRecords>()
            .AddSingleton<IBotReader, FakeBots>()
            .AddSingleton<Decisions>()
            .AddSingleton<IDecisionHistory, FakeHistory>()
            .AddSingleton<ILimitsReader, FakeLimits>()
            .AddSingleton(new ContentOptions())
            .AddAccess(Mode.Demo, Path.Combine(home, "keys"), adminPassword: null)
            .AddApi()
            .AddLive()
            .AddFace();
        var app = builder.Build();
        app.UseDoors();
        app.MapDoors();
        app.MapFace();
        await app.StartAsync(cancellationToken);
        var house = new WebHouse(app, database, home);
        await house.SettleAsync(cancellationToken);
        return house;
    }

    /// <summary>A caller from an address of its own, who follows no redirect and keeps no cookie unless told to.</summary>
    public HttpClient Stranger(bool keepsCookies = false)
    {
        var number = Interlocked.Increment(ref _addresses);
        var own = new IPAddress([127, 1, (byte)(number / 250), (byte)(number % 250 + 1)]);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = keepsCookies,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(own, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri(Url) };
    }

    public HttpClient As(Role role) => With(TokenOf(role));

    public HttpClient With(string bearer)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    /// <summary>A browser after a sign-in by password.</summary>
    public async Task<HttpClient> SignedInAsync(Role role, CancellationToken cancellationToken)
    {
        var browser = Stranger(keepsCookies: true);
        var page = await browser.GetStringAsync("/sign-in", cancellationToken);
        var start = page.IndexOf(FormField, StringComparison.Ordinal) + FormField.Length;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = page[start..page.IndexOf('"', start)],
            ["userName"] = role.ToString(),
            ["password"] = Password,
        };
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(fields), cancellationToken);
        return browser;
    }

    public string TokenOf(Role role) => Services.GetRequiredService<AccessTokens>().Issue(People[role]).Token;

    /// <summary>The word of a fresh key of the administrator, bound as told.</summary>
    public async Task<string> KeyAsync(
        Role ceiling,
        string[] verbs,
        CancellationToken cancellationToken,
        string[]? symbols = null,
        Action<ApiKey>? change = null
    )
    {
        var word = ApiKeyWord.New();
        var now = TimeProvider.System.GetUtcNow();
        var key = new ApiKey
        {
            Id = Guid.NewGuid(),
            UserId = People[Role.Administrator].UserId,
            Name = "test",
            Prefix = ApiKeyWord.PrefixOf(word)!,
            Hash = ApiKeyWord.Hash(word),
            Ceiling = ceiling,
            Verbs = verbs,
            Symbols = symbols ?? [],
            CreatedAt = now.AddDays(-2),
            ExpiresAt = now.AddDays(1),
        };
        change?.Invoke(key);
        await using var db = await Services
            .GetRequiredService<IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(cancellationToken);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return word;
    }

    public HttpClient WithKey(string word)
    {
        var client = Stranger();
        client.DefaultRequestHeaders.Add("X-Api-Key", word);
        return client;
    }

    public async Task ChangeUserAsync(Role role, Action<User> change, CancellationToken cancellationToken)
    {
        await using var db = await Services
            .GetRequiredService<IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(cancellationToken);
        change(await db.Users.SingleAsync(u => u.Id == People[role].UserId, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        Facts.Publish(new AccessChanged(People[role].UserId));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var db = await Services
            .GetRequiredService<IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(cancellationToken);
        var hash = Services.GetRequiredService<Passwords>().Hash(Password);
        var users = Enum.GetValues<Role>()
            .Select(role => new User
            {
                Id = Guid.NewGuid(),
                Name = role.ToString(),
                NormalizedName = role.ToString().ToLowerInvariant(),
                Role = role,
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid(),
                CreatedAt = TimeProvider.System.GetUtcNow(),
            })
            .ToList();
        db.Users.AddRange(users);
        await db.SaveChangesAsync(cancellationToken);
        People = users.ToDictionary(u => u.Role, u => new Authority(u.Id, u.Name, u.Role, u.SecurityStamp, true));
        Facts.Publish(new CyclePublished(Sample.Cycle(1, TimeProvider.System.GetUtcNow())));
    }
}
