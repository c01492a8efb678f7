using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Coinbase;

public sealed class CoinbaseFeedTests : IAsyncLifetime
{
    private ScriptedVenue _venue = null!;
    private HttpClient _http = null!;
    private const string PolledPrice = "50001.01";

    public async ValueTask InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.Rest = AnswerTickerAsync;
        _http = new HttpClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Stream_AcknowledgedWithAPrice_IsLive()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        var status = await running.Feed.IsLive();

        var reading = running.Feed.Latest("BTC-USD")!;
        Assert.Equal(("", Transport.Stream), (status.Reason, status.Transport));
        Assert.Equal(50000.10m, reading.Tick.Price);
        Assert.Equal("50000.10", reading.Tick.Price.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Quality.Live, reading.QualityAt(TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task Stream_WithoutAnAnswerToItsSubscription_IsNotLive()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.TickAsync("50000.10");
        await running.Feed.WaitUntil(s =>
            s.State == SourceState.Subscribing && s.Frames > 0 || s.State == SourceState.Polling
        );

        Assert.NotEqual(SourceState.Connected, running.Feed.Status.State);
    }

    [Fact]
    public async Task Stream_Dropped_IsPolledAndComesBack()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        await running.Feed.IsLive();

        var polled = running.Feed.WaitForTick(t => t.Transport == Transport.Polling);
        script.Socket.Drop();
        Assert.Equal(50001.01m, (await polled).Price);
        Assert.Equal(Quality.Fallback, running.Feed.Latest("BTC-USD")!.QualityAt(TimeProvider.System.GetUtcNow()));

        var again = await CoinbaseScript.AcceptAsync(_venue);
        await again.GoLiveAsync("50002.00");
        await running.Feed.IsLive();
        Assert.Equal(50002.00m, running.Feed.Latest("BTC-USD")!.Tick.Price);
    }

    [Fact]
    public async Task Stream_FallenSilent_SaysForHowLongAndIsPolled()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        await running.Feed.IsLive();

        var status = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);
        Assert.Matches("^no frame for 0\\.[3-9] s$", status.Reason);
    }

    [Fact]
    public async Task Sequence_WithAGap_NamesBothNumbersAndReconnects()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        await running.Feed.IsLive();

        var noticed = running.Feed.WaitUntil(s => s.Reason.StartsWith("sequence gap", StringComparison.Ordinal));
        script.LoseOne();
        await script.TickAsync("50003.00");
        var status = await noticed;

        Assert.Equal("sequence gap: expected 2, got 3", status.Reason);
        Assert.Equal(1, status.Gaps);
        Assert.NotEqual(50003.00m, running.Feed.Latest("BTC-USD")!.Tick.Price);
        await CoinbaseScript.AcceptAsync(_venue);
    }

    [Fact]
    public async Task Frames_ThatAreRubbish_ChangeNoPriceAndProveNothing()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        await running.Feed.IsLive();
        var seen = new ConcurrentQueue<decimal>();
        running.Feed.TickReceived += t => seen.Enqueue(t.Price);

        var lost = running.Feed.WaitUntil(s => s.Reason.StartsWith("no frame", StringComparison.Ordinal));
        await lost.While(() => script.Socket.SayAsync("{\"channel\":\"ticker\",\"price\":\"1\""));

        Assert.True(running.Feed.Status.Malformed > 0);
        Assert.DoesNotContain(1m, seen);
    }

    [Fact]
    public async Task Handshake_Refused_IsNamedWithItsStatus()
    {
        _venue.RefuseWith = 503;
        await using var running = Run();

        var status = await running.Feed.WaitUntil(s => s.Reason.Length > 0);
        Assert.Equal("HTTP 503 when connecting", status.Reason);
        var polling = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);
        Assert.Equal("HTTP 503 when connecting", polling.Reason);

        _venue.RefuseWith = 0;
        await (await CoinbaseScript.AcceptAsync(_venue)).GoLiveAsync("50000.10");
        await running.Feed.IsLive();
    }

    [Fact]
    public async Task Polling_Refused_IsNamedBesideTheStreamsTrouble()
    {
        _venue.RefuseWith = 503;
        _venue.Rest = context =>
        {
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        };
        await using var running = Run();

        var status = await running.Feed.WaitUntil(s => s.Reason.Contains("polling", StringComparison.Ordinal));
        Assert.Equal("HTTP 503 when connecting; polling: HTTP 429", status.Reason);
        Assert.Null(running.Feed.Latest("BTC-USD"));
    }

    [Fact]
    public async Task Price_FarFromTheLast_CountsOnlyWhenConfirmed()
    {
        await using var running = Run();
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000");
        await running.Feed.IsLive();
        var seen = new List<decimal>();
        running.Feed.TickReceived += t => seen.Add(t.Price);

        var last = running.Feed.WaitForTick(t => t.Price == 36000m);
        await script.TickAsync("500000");
        await script.TickAsync("50001");
        await script.TickAsync("35000");
        await script.TickAsync("35001");
        await script.TickAsync("36000");
        await last;

        Assert.Equal([50001m, 35001m, 36000m], seen);
    }

    [Fact]
    public async Task Product_FrozenWhileTheVenueTrades_IsTakenFromTheVenueAndReconnected()
    {
        await using var running = Run(o =>
        {
            o.QuietLimit = TimeSpan.FromMilliseconds(200);
            o.QuietCheckEvery = TimeSpan.FromMilliseconds(50);
        });
        var script = await CoinbaseScript.AcceptAsync(_venue);
        await script.GoLiveAsync("50000.10");
        await running.Feed.IsLive();

        var noticed = running.Feed.WaitUntil(s => s.Reason.Contains("frozen", StringComparison.Ordinal));
        var status = await noticed.While(script.HeartbeatAsync);
        Assert.Equal(50001.01m, running.Feed.Latest("BTC-USD")!.Tick.Price);
        Assert.StartsWith("BTC-USD frozen", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candles_OverSeveralPages_ComeOldestFirstWithoutRepeats()
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(1_789_000_020);
        var pages = 0;
        _venue.Rest = async context =>
        {
            pages++;
            var start = long.Parse(context.Request.Query["start"]!, CultureInfo.InvariantCulture);
            var end = long.Parse(context.Request.Query["end"]!, CultureInfo.InvariantCulture);
            var rows = new List<string>();
            for (var at = end / 60 * 60; at >= start; at -= 60)
                rows.Add($$"""{"start":"{{at}}","low":"1.5","high":"3","open":"2","close":"2.25","volume":"0.1"}""");
            Assert.InRange(rows.Count, 1, 350);
            await context.Response.WriteAsync($$"""{"candles":[{{string.Join(',', rows)}}]}""");
        };
        var feed = Make();

        var candles = await feed.ReadCandlesAsync(
            "BTC-USD",
            TimeSpan.FromMinutes(1),
            from,
            from.AddMinutes(800),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 800).Select(i => from.AddMinutes(i)), candles.Select(c => c.Start));
        Assert.Equal(2.25m, candles[0].Close);
        Assert.NotNull(feed.ClockOffset);
    }

    private async Task AnswerTickerAsync(HttpContext context)
    {
        Assert.Equal("/api/v3/brokerage/market/products/BTC-USD/ticker", context.Request.Path);
        var time = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture).Replace("+00:00", "Z");
        await context.Response.WriteAsync(
            $$"""{"trades":[{"trade_id":"1","product_id":"BTC-USD","price":"{{PolledPrice}}","size":"1","time":"{{time}}","side":"BUY"}],"best_bid":"50001","best_ask":"50001.02"}"""
        );
    }

    private RunningFeed<CoinbaseFeed> Run(Action<CoinbaseOptions>? change = null) => new(Make(change));

    private CoinbaseFeed Make(Action<CoinbaseOptions>? change = null)
    {
        var options = new CoinbaseOptions
        {
            RestUrl = _venue.Http,
            StreamUrl = _venue.Ws,
            Stream = new StreamOptions
            {
                SilenceLimit = TimeSpan.FromMilliseconds(400),
                PollGraceAtStart = TimeSpan.FromMilliseconds(100),
                PollEvery = TimeSpan.FromMilliseconds(200),
                Beat = TimeSpan.FromMilliseconds(20),
            },
        };
        change?.Invoke(options);
        return new CoinbaseFeed(
            options,
            ["BTC-USD"],
            _http,
            TimeProvider.System,
            NullLogger<CoinbaseFeed>.Instance,
            new Random(5)
        );
    }
}
