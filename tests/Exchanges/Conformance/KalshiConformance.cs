using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Conformance;

public sealed class KalshiConformance(SimulatorFixture simulator)
    : VenueConformance<KalshiFeed>(simulator),
        IClassFixture<SimulatorFixture>
{
    private static readonly string[] Series = ["KXBTCD", "KXBTC", "KXETHD", "KXETH"];

    protected override string Venue => "kalshi";

    protected override KalshiFeed Create() => Create(Simulator.Simulator.KalshiPrivateKeyPem);

    protected override Seen? Look(KalshiFeed feed, DateTimeOffset now)
    {
        var capture = feed.Capture(Series);
        if (capture.CurrentEvent("KXBTCD", now) is not { } current)
            return null;
        var quotes = current.Markets.Select(m => capture.Quotes.GetValueOrDefault(m.Ticker)).ToList();
        if (quotes.Exists(q => q is null))
            return null;
        var worst = quotes.MaxBy(q => q!.QualityAt(now))!;
        return new Seen(worst.QualityAt(now), worst.Transport, worst.AsOf);
    }

    protected override void AssertSane(KalshiFeed feed)
    {
        var capture = feed.Capture(Series);
        Assert.NotEmpty(capture.Quotes);
        foreach (var quote in capture.Quotes.Values)
        {
            Assert.True(
                quote.YesBid is null || quote.YesAsk is null || quote.YesBid.Value.Dollars < quote.YesAsk.Value.Dollars
            );
            Assert.Equal(0m, (quote.YesBid?.Dollars ?? 0m) % 0.0001m);
            Assert.True(quote.YesBidSize >= 0m && quote.YesAskSize >= 0m);
        }
    }

    [Fact]
    public async Task Books_BuiltFromChanges_AgreeWithTheVenues()
    {
        await using var running = new RunningFeed<KalshiFeed>(Create());
        await running.Feed.IsLive();
        var now = TimeProvider.System.GetUtcNow();
        var current = running.Feed.Capture(Series).CurrentEvent("KXBTCD", now)!;
        var open = current.Markets.Select(m => m.Ticker).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(open);

        // Both sides move on while we compare: each book must agree at some look, and looking goes on until all have.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var looks = 0; open.Count > 0 && looks < 100; looks++)
        {
            var uri = $"{Simulator.Simulator.KalshiRestUrl}/markets?event_ticker={current.Ticker}&limit=1000";
            using var json = JsonDocument.Parse(
                await Simulator.Http.GetStringAsync(uri, TestContext.Current.CancellationToken)
            );
            var capture = running.Feed.Capture(Series);
            foreach (var item in json.RootElement.GetProperty("markets").EnumerateArray())
            {
                var theirs = KalshiMarketRow.Read(item, now)!.Quote;
                var ours = capture.Quotes[theirs.Ticker];
                if ((theirs.YesBid, theirs.YesAsk, theirs.YesBidSize) == (ours.YesBid, ours.YesAsk, ours.YesBidSize))
                    open.Remove(theirs.Ticker);
            }
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        Assert.Empty(open);
    }

    [Fact]
    public async Task Series_AllFour_HaveACurrentEventWithQuotes()
    {
        await using var running = new RunningFeed<KalshiFeed>(Create());
        await running.Feed.IsLive();
        foreach (var series in Series)
        {
            // A series that is found a moment after the line is live comes by REST first.
            var capture = await running.Feed.WaitForCapture(c => IsStreamed(c, series), series);
            var current = capture.CurrentEvent(series, capture.At)!;
            Assert.NotEmpty(current.Markets);
            Report(
                $"{series}: {current.Ticker} '{current.Title}' closes {current.CloseTime:O}, {current.Markets.Length} markets"
            );
        }
        var clock = TimeProvider.System;
        running.Feed.Capture(Series);
        var begun = clock.GetTimestamp();
        for (var i = 0; i < 100; i++)
            running.Feed.Capture(Series);
        Report(
            $"a capture of {running.Feed.Capture(Series).Quotes.Count} quotes takes {clock.GetElapsedTime(begun).TotalMilliseconds / 100:0.000} ms"
        );
    }

    [Fact]
    public async Task Maintenance_Announced_IsNamedAndNoFault()
    {
        await using var running = new RunningFeed<KalshiFeed>(Create());
        await running.Feed.IsLive();
        await Simulator.BreakAsync(Venue, "maintenance", 120);

        var status = await running.Feed.WaitUntil(s =>
            s.Reason.StartsWith("maintenance until", StringComparison.Ordinal)
        );
        Assert.True(status.IsInMaintenanceAt(TimeProvider.System.GetUtcNow()));
        Assert.Equal(SourceState.Connected, status.State);
        await Simulator.MendAsync();
        status = await running.Feed.WaitUntil(s => s.Reason.Length == 0);
        Assert.False(status.IsInMaintenanceAt(TimeProvider.System.GetUtcNow()));
    }

    private static bool IsStreamed(MarketCapture capture, string series) =>
        capture.CurrentEvent(series, capture.At) is { } current
        && current.Markets.All(m => capture.Quotes.GetValueOrDefault(m.Ticker) is { Transport: Transport.Stream });

    [Fact]
    public async Task Halt_TakesContractsOutAtOnceAndPutsThemBack()
    {
        await using var running = new RunningFeed<KalshiFeed>(Create());
        await running.Feed.IsLive();
        var heard = new ConcurrentQueue<MarketsChanged>();
        running.Feed.MarketsChanged += heard.Enqueue;
        await Simulator.BreakAsync(Venue, "halt", 60);

        var capture = await running.Feed.WaitForCapture(c =>
            c.CurrentEvent("KXBTCD", c.At)!.Markets.All(m => m.Status == MarketStatus.Inactive)
        );
        var current = capture.CurrentEvent("KXBTCD", capture.At)!;
        await Waiting.Until(
            () => heard.ToArray(),
            h => h.Any(c => c.Change == "deactivated" && c.EventTicker == current.Ticker)
        );
        var told = heard.First(c => c.EventTicker == current.Ticker);
        Assert.Equal(current.Markets.Length, told.Tickers.Length);
        await running.Feed.WaitUntil(s => s.Reason.Contains("trading is paused", StringComparison.Ordinal));

        await Simulator.MendAsync();
        await running.Feed.WaitForCapture(c =>
            c.CurrentEvent("KXBTCD", c.At)!.Markets.All(m => m.Status == MarketStatus.Active)
        );
        await running.Feed.WaitUntil(s => s.Reason.Length == 0);
    }

    [Fact]
    public async Task Index_WhereEntitled_PrintsOnceASecondInOrder()
    {
        var feed = Create();
        var prints = new ConcurrentQueue<IndexTick>();
        feed.IndexReceived += prints.Enqueue;
        await using var running = new RunningFeed<KalshiFeed>(feed);
        await running.Feed.IsLive();
        await Waiting.Until(() => prints.Count, count => count >= 6);

        var ours = prints.Where(p => p.Index == "BRTI").ToList();
        Assert.Equal(ours.Select(p => p.Time).Distinct().Order(), ours.Select(p => p.Time));
        Assert.All(ours, p => Assert.Equal(0, p.Time.Millisecond));
        Assert.All(ours, p => Assert.InRange(p.Value, 1_000m, 1_000_000m));
        Assert.Contains(prints, p => p.Index == "ETHUSD_RTI");
        await Waiting.Until(() => feed.Status.Conditions?.SeesIndex, sees => sees == true);
    }

    [Fact]
    public async Task Index_WhereNotEntitled_IsSaidAndCostsNothing()
    {
        await Simulator.BreakAsync(Venue, "unentitled", 60);
        await using var running = new RunningFeed<KalshiFeed>(Create());
        var status = await running.Feed.IsLive();

        Assert.Equal("", status.Reason);
        await Waiting.Until(() => running.Feed.Status.Conditions?.SeesIndex, sees => sees == false);
        Assert.Equal(SourceState.Connected, running.Feed.Status.State);
        await Simulator.MendAsync();
    }

    [Fact]
    public async Task Key_RefusedByTheVenue_IsNamedAndMends()
    {
        await using var running = new RunningFeed<KalshiFeed>(Create());
        await running.Feed.IsLive();
        await Simulator.BreakAsync(Venue, "unauthorized", 4);
        await Simulator.BreakAsync(Venue, "drop", 1);

        await running.Feed.WaitUntil(s => s.Reason.Contains("HTTP 401", StringComparison.Ordinal));
        await Simulator.MendAsync();
        await running.Feed.IsLive(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Key_OfSomebodyElse_IsNamed()
    {
        using var other = System.Security.Cryptography.RSA.Create(2048);
        await using var running = new RunningFeed<KalshiFeed>(Create(other.ExportPkcs8PrivateKeyPem()));
        await running.Feed.WaitUntil(s => s.Reason.Contains("HTTP 401", StringComparison.Ordinal));
    }

    private KalshiFeed Create(string pem) =>
        new(
            new KalshiOptions
            {
                RestUrl = Simulator.Simulator.KalshiRestUrl,
                StreamUrl = Simulator.Simulator.KalshiStreamUrl,
                KeyId = Simulator.Simulator.KalshiKeyId,
                PrivateKeyPem = pem,
                DiscoverEvery = TimeSpan.FromSeconds(5),
            },
            Series,
            Simulator.Http,
            TimeProvider.System,
            NullLogger<KalshiFeed>.Instance,
            new Random(1),
            ["BRTI", "ETHUSD_RTI"]
        );
}
