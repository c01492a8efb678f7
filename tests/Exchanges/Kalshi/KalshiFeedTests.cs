using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiFeedTests : IAsyncLifetime
{
    private const string Series = "KXBTCD";
    private const string First = "KXBTCD-26SEP1017-T83999.99";
    private const string Second = "KXBTCD-26SEP1017-T84099.99";
    private static readonly string Pem = MakeKey();

    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private ScriptedVenue _venue = null!;
    private KalshiScript _script = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _script = new KalshiScript(_venue);
        _http = new HttpClient();
        _script.Markets.Add((First, _start.AddMinutes(-10), _start.AddMinutes(50)));
        _script.Markets.Add((Second, _start.AddMinutes(-10), _start.AddMinutes(50)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task Stream_WithAllSnapshots_IsLiveWithExactQuotes()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        var capture = running.Feed.Capture([Series]);
        var quote = capture.Quotes[First];
        Assert.Equal(
            (0.45m, 0.50m, 10m, 20m),
            (quote.YesBid?.Dollars, quote.YesAsk?.Dollars, quote.YesBidSize, quote.YesAskSize)
        );
        Assert.Equal((Transport.Stream, Quality.Live), (quote.Transport, quote.QualityAt(capture.At)));
        Assert.Equal(2, Assert.Single(capture.Events).Markets.Length);
        Assert.Contains("\"use_yes_price\":false", string.Join(' ', _script.Commands), StringComparison.Ordinal);
        Assert.Equal("the-key", _script.Socket.Headers["KALSHI-ACCESS-KEY"]);
        Assert.NotEqual("", _script.RestSignature);
    }

    [Fact]
    public async Task Stream_WithoutSnapshots_IsNotLive()
    {
        _script.KeepsSnapshots = true;
        await using var running = Run();
        await _script.AcceptAsync();
        var status = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);

        Assert.Equal(Quality.Fallback, running.Feed.Capture([Series]).Quotes[First].QualityAt(_start));
        Assert.Equal(Transport.Polling, status.Transport);
    }

    [Fact]
    public async Task Change_ToABook_IsSeenInTheNextCapture()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        await _script.DeltaAsync(First, "yes", "0.4600", "2.50");
        await running.Feed.WaitForQuote(First, q => q.YesBid?.Dollars == 0.46m && q.YesBidSize == 2.5m);
        await _script.DeltaAsync(First, "yes", "0.4600", "-2.50");
        await running.Feed.WaitForQuote(First, q => q.YesBid?.Dollars == 0.45m && q.YesBidSize == 10m);
    }

    [Fact]
    public async Task Books_ThatAreQuiet_StayYoungByTheAnswersToProbes()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();
        var before = running.Feed.Capture([Series]).Quotes[First].AsOf;

        await running.Feed.WaitForQuote(First, q => q.AsOf > before.AddMilliseconds(300));
        Assert.Equal(SourceState.Connected, running.Feed.Status.State);
        Assert.Contains(_script.Commands, c => c.Contains("list_subscriptions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sequence_WithAGap_MakesAllBooksDoubtfulUntilTheirSnapshots()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();
        _script.KeepsSnapshots = true;

        var noticed = running.Feed.WaitUntil(s => s.Reason.StartsWith("sequence gap", StringComparison.Ordinal));
        _script.LoseOne();
        await _script.DeltaAsync(First, "yes", "0.4900", "5.00");
        Assert.Equal("sequence gap: expected 3, got 4", (await noticed).Reason);

        var polled = await running.Feed.WaitForQuote(Second, q => q.Transport == Transport.Polling);
        Assert.Equal(0.40m, polled.YesBid?.Dollars);
        await running.Feed.WaitUntil(s => s.Reason.StartsWith("no fresh data", StringComparison.Ordinal));
        _script.KeepsSnapshots = false;
        await _script.AcceptAsync();
        await running.Feed.IsLive();
        Assert.Equal(0.45m, running.Feed.Capture([Series]).Quotes[First].YesBid?.Dollars);
    }

    [Fact]
    public async Task Sequence_WithAGap_MendsOnTheSameConnection()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        var noticed = running.Feed.WaitUntil(s => s.Gaps == 1 && s.State != SourceState.Connected);
        _script.LoseOne();
        await _script.DeltaAsync(First, "yes", "0.4900", "5.00");
        await noticed;
        var mended = await running.Feed.IsLive();

        Assert.Equal(0, mended.Reconnects);
        Assert.Contains(_script.Commands, c => c.Contains("get_snapshot", StringComparison.Ordinal));
        Assert.Equal(0.45m, running.Feed.Capture([Series]).Quotes[First].YesBid?.Dollars);
    }

    [Fact]
    public async Task Change_ThatCannotBe_MakesThatBookDoubtful()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        var noticed = running.Feed.WaitUntil(s => s.Reason.Contains("below zero", StringComparison.Ordinal));
        await _script.DeltaAsync(First, "yes", "0.4500", "-10.01");
        await noticed;
        await running.Feed.IsLive();
    }

    [Fact]
    public async Task Stream_FallenMute_IsPolledAndComesBack()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        _script.IsMute = true;
        var status = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);
        Assert.StartsWith("no frame for", status.Reason, StringComparison.Ordinal);
        await running.Feed.WaitForQuote(First, q => q.Transport == Transport.Polling && q.YesBid?.Dollars == 0.40m);

        _script.IsMute = false;
        await _script.AcceptAsync();
        await running.Feed.IsLive();
        Assert.Equal(Transport.Stream, running.Feed.Capture([Series]).Quotes[First].Transport);
    }

    [Fact]
    public async Task Feed_WithoutAKey_PollsAndSaysWhy()
    {
        await using var running = Run(o => o.KeyId = null);
        var status = await running.Feed.WaitUntil(s => s.State == SourceState.Polling);

        Assert.Equal("no API key: the venue streams to known callers only", status.Reason);
        await running.Feed.WaitForQuote(First, q => q.YesBid?.Dollars == 0.40m);
    }

    [Fact]
    public async Task List_ThatFailsBesideAHealthyStream_IsNoted()
    {
        await using var running = Run(o => o.DiscoverEvery = TimeSpan.FromMilliseconds(100));
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        _script.RestStatus = 503;
        var status = await running.Feed.WaitUntil(s => s.Reason.Length > 0);
        Assert.Equal(
            (SourceState.Connected, "list of markets: HTTP 503 service_unavailable"),
            (status.State, status.Reason)
        );
        _script.RestStatus = 200;
        await running.Feed.WaitUntil(s => s.State == SourceState.Connected && s.Reason.Length == 0);
    }

    [Fact]
    public async Task Event_AboutToOpen_IsFollowedBeforeItOpensAndTheClosedOneIsDropped()
    {
        _script.Markets.Clear();
        _script.Markets.Add((First, _start.AddMinutes(-10), _start.AddSeconds(4)));
        _script.Markets.Add(("KXBTCD-26SEP1018-T1.99", _start.AddSeconds(4), _start.AddMinutes(60)));
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        await running.Feed.WaitForQuote("KXBTCD-26SEP1018-T1.99", q => q.Transport == Transport.Stream);
        Assert.True(TimeProvider.System.GetUtcNow() < _start.AddSeconds(4), "it was followed only after it had opened");
        var capture = await running.Feed.WaitForCapture(c =>
            c.CurrentEvent(Series, c.At)?.Ticker == "KXBTCD-26SEP1018"
        );
        Assert.Equal(MarketStatus.Closed, capture.Events.Single(e => e.Ticker == "KXBTCD-26SEP1017").Markets[0].Status);
        await running.Feed.WaitForCapture(_ =>
            _script.Commands.ToList().Exists(c => c.Contains("delete_markets", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Books_FrozenWhileTheVenueMoves_AreNotBelieved()
    {
        await using var running = Run(o => o.DiscoverEvery = TimeSpan.FromSeconds(1));
        await _script.AcceptAsync();
        await running.Feed.IsLive();

        // The venue's list says 0.40 where the book, never changed, says 0.45.
        var status = await running.Feed.WaitUntil(s => s.Reason.Contains("frozen", StringComparison.Ordinal));
        Assert.EndsWith("the venue moved while the stream stood still", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Determined_ByTheStream_IsAResultAtOnceAndOneLineForAll()
    {
        await using var running = Run();
        await _script.AcceptAsync();
        await running.Feed.IsLive();
        var results = new TaskCompletionSource<MarketSettled>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new TaskCompletionSource<MarketsChanged>(TaskCreationOptions.RunContinuationsAsynchronously);
        running.Feed.Settled += result => results.TrySetResult(result);
        running.Feed.MarketsChanged += change => lines.TrySetResult(change);

        foreach (var (ticker, number) in new[] { (First, 1), (Second, 2), ("KXOTHER-1-T5", 3) })
            await _script.Socket.SayAsync(
                $$"""{"type":"market_lifecycle_v2","sid":9,"seq":{{number}},"msg":{"event_type":"determined","market_ticker":"{{ticker}}","result":"no","settlement_value":"0.0000","determination_ts":1789070700} }"""
            );

        var result = await results.Task.WaitAsync(Waiting.Patience, TestContext.Current.CancellationToken);
        Assert.Equal((First, Side.No, 0m), (result.Ticker, result.Result, result.SettlementValue));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1789070700), result.At);
        var line = await lines.Task.WaitAsync(Waiting.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(("determined", "KXBTCD-26SEP1017"), (line.Change, line.EventTicker));
        Assert.Equal([First, Second], line.Tickers);
    }

    private RunningFeed<KalshiFeed> Run(Action<KalshiOptions>? change = null)
    {
        var options = new KalshiOptions
        {
            RestUrl = new Uri(_venue.Http, "trade-api/v2"),
            StreamUrl = new Uri(_venue.Ws, "trade-api/ws/v2"),
            KeyId = "the-key",
            PrivateKeyPem = Pem,
            ProbeAfter = TimeSpan.FromMilliseconds(100),
            Stream = new StreamOptions
            {
                SilenceLimit = TimeSpan.FromMilliseconds(600),
                ReadyLimit = TimeSpan.FromSeconds(2),
                ResyncLimit = TimeSpan.FromSeconds(2),
                PollGraceAtStart = TimeSpan.FromMilliseconds(300),
                PollEvery = TimeSpan.FromMilliseconds(200),
                Beat = TimeSpan.FromMilliseconds(20),
            },
        };
        change?.Invoke(options);
        return new(
            new KalshiFeed(
                options,
                [Series],
                _http,
                TimeProvider.System,
                NullLogger<KalshiFeed>.Instance,
                new Random(5)
            )
        );
    }

    private static string MakeKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
