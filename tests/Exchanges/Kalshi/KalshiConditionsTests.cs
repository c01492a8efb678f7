using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kalshi;

/// <summary>Without a key all is polled, and what the venue says of itself is heard all the same.</summary>
public sealed class KalshiConditionsTests : IAsyncLifetime
{
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private ScriptedVenue _venue = null!;
    private KalshiScript _script = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _script = new KalshiScript(_venue);
        _http = new HttpClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Trading_PausedByTheVenue_IsNamedAndNoMaintenance()
    {
        _script.ExchangeStatus =
            """{"exchange_active":true,"trading_active":true,"exchange_index_statuses":[{"exchange_index":2,"exchange_active":true,"trading_active":false}]}""";
        await using var running = Run();
        var status = await running.Feed.WaitUntil(s =>
            s.Reason.Contains("trading is paused", StringComparison.Ordinal)
        );

        Assert.False(status.IsInMaintenanceAt(_start));
        Assert.False(status.Conditions!.TradingActive);
        _script.ExchangeStatus = """{"exchange_active":true,"trading_active":true}""";
        await running.Feed.WaitUntil(s => !s.Reason.Contains("paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Window_ThatCoversNow_IsMaintenanceEvenWhenNobodyAnswers()
    {
        _script.ExchangeStatus = """{"exchange_active":false,"trading_active":false}""";
        _script.Schedule = Windows((-5, 30), (-300, -200), (3000, 3100));
        _script.Markets.Add(("KXBTCD-26SEP1017-T83999.99", _start.AddMinutes(-10), _start.AddMinutes(50)));
        await using var running = Run();
        var status = await running.Feed.WaitUntil(s =>
            s.Reason.Contains("maintenance until", StringComparison.Ordinal)
        );
        Assert.True(status.IsInMaintenanceAt(_start));
        Assert.False(status.IsInMaintenanceAt(_start.AddMinutes(31)));

        _script.RestStatus = 503;
        status = await running.Feed.WaitUntil(s => s.Reason.Contains("503", StringComparison.Ordinal));
        Assert.StartsWith("maintenance until", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NeverGiven_IsToldWithTheVenuesOwnWord()
    {
        _script.RestStatus = 503;
        await using var running = Run();
        await running.Feed.WaitUntil(s => s.Reason.Contains("list of markets: HTTP 503", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Window_ToCome_IsToldAndChangesNothing()
    {
        _script.Schedule = Windows((90, 210));
        await using var running = Run();
        var status = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);
        Assert.DoesNotContain("maintenance", status.Reason, StringComparison.Ordinal);

        var conditions = await Waiting.Until(() => running.Feed.Status.Conditions, c => c?.Maintenance is not null);
        Assert.InRange(conditions!.Maintenance!.From - _start, TimeSpan.FromMinutes(89), TimeSpan.FromMinutes(91));
        Assert.InRange(conditions.Budget!.UsedShare, 0, 1);
    }

    private string Windows(params (int From, int To)[] minutes) =>
        $$"""{"schedule":{"maintenance_windows":[{{string.Join(
            ',',
            minutes.Select(m => $$"""{"start_datetime":"{{Iso(m.From)}}","end_datetime":"{{Iso(m.To)}}"}""")
        )}}]} }""";

    private string Iso(int minutes) =>
        _start.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private RunningFeed<KalshiFeed> Run() =>
        new(
            new KalshiFeed(
                new KalshiOptions
                {
                    RestUrl = new Uri(_venue.Http, "trade-api/v2"),
                    StreamUrl = new Uri(_venue.Ws, "trade-api/ws/v2"),
                    Stream = new StreamOptions
                    {
                        PollGraceAtStart = TimeSpan.Zero,
                        PollEvery = TimeSpan.FromMilliseconds(200),
                        Beat = TimeSpan.FromMilliseconds(20),
                    },
                },
                ["KXBTCD"],
                _http,
                TimeProvider.System,
                NullLogger<KalshiFeed>.Instance,
                new Random(5)
            )
        );
}
