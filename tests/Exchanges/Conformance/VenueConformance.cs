using System.Text.RegularExpressions;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Conformance;

/// <summary>What every venue's connector must do, whatever its protocol. A new venue inherits this and is done when it is green.</summary>
public abstract class VenueConformance<TFeed>(SimulatorFixture simulator)
    where TFeed : IVenueConnection
{
    protected SimulatorFixture Simulator => simulator;

    protected abstract string Venue { get; }

    /// <summary>With the limits that an installation has by default, save those that would make a test take minutes.</summary>
    protected abstract TFeed Create();

    /// <summary>One value that stands for all that the feed brings; null before the first.</summary>
    protected abstract Seen? Look(TFeed feed, DateTimeOffset now);

    protected abstract void AssertSane(TFeed feed);

    [Fact]
    public async Task Start_AtAHealthyVenue_IsLive()
    {
        await using var running = new RunningFeed<TFeed>(Create());
        var status = await running.Feed.IsLive();

        Assert.Equal((Transport.Stream, ""), (status.Transport, status.Reason));
        await WaitFor(running.Feed, s => s is { Transport: Transport.Stream, Quality: Quality.Live });
        AssertSane(running.Feed);
    }

    [Theory]
    [InlineData("mute", 5, @"^no frame for \d\.\d s")]
    [InlineData("drop", 1, @"dropped|closed|reset|HTTP \d+")]
    [InlineData("gap", 3, @"^sequence gap: expected \d+, got \d+")]
    [InlineData("down", 4, @"HTTP 5\d\d|refused|reset|dropped|closed")]
    public async Task Trouble_IsNamedAndMendsByItself(string kind, int seconds, string reason)
    {
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        var feed = running.Feed;
        var clock = TimeProvider.System;

        var noticed = feed.WaitUntil(s => Regex.IsMatch(s.Reason, reason, RegexOptions.None, TimeSpan.FromSeconds(1)));
        var polled = WaitFor(feed, s => s.Transport == Transport.Polling);
        await simulator.BreakAsync(Venue, kind, seconds);
        var muteEnds = clock.GetUtcNow().AddSeconds(seconds);
        var begun = clock.GetTimestamp();
        var status = await noticed;
        Report($"{kind}: named after {clock.GetElapsedTime(begun).TotalMilliseconds:0} ms: {status.Reason}");
        Assert.NotEqual(SourceState.Connected, status.State);
        if (kind == "mute")
        {
            await polled;
            Report($"{kind}: polled after {clock.GetElapsedTime(begun).TotalMilliseconds:0} ms");
            await AssertNothingStreamedLooksLive(feed, muteEnds.AddMilliseconds(-500));
        }

        await feed.IsLive();
        await WaitFor(feed, s => s is { Transport: Transport.Stream, Quality: Quality.Live });
        Report($"{kind}: live again after {clock.GetElapsedTime(begun).TotalMilliseconds:0} ms");
        AssertSane(feed);
        await simulator.MendAsync();
    }

    /// <summary>Long enough for the waits between attempts to have grown: the venue that is back must not wait for them.</summary>
    [Theory]
    [InlineData("mute")]
    [InlineData("drop")]
    public async Task Absence_OfTheStreamForLong_EndsSoonAfterTheVenueIsBack(string kind)
    {
        const int Seconds = 15;
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        var clock = TimeProvider.System;
        await simulator.BreakAsync(Venue, kind, Seconds);
        var ends = clock.GetUtcNow().AddSeconds(Seconds);

        await running.Feed.WaitUntil(s => s.State != SourceState.Connected);
        await running.Feed.IsLive(TimeSpan.FromSeconds(Seconds + 10));
        Report($"{kind} for {Seconds} s: live again {(clock.GetUtcNow() - ends).TotalMilliseconds:0} ms after its end");
        AssertSane(running.Feed);
    }

    [Fact]
    public async Task Frozen_WhileTheVenueMoves_IsNoticed()
    {
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        var begun = TimeProvider.System.GetTimestamp();
        await simulator.BreakAsync(Venue, "freeze", 60);

        var status = await running.Feed.WaitUntil(
            s => s.Reason.Contains("frozen", StringComparison.Ordinal),
            TimeSpan.FromSeconds(45)
        );
        Report($"{TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds:0} ms: {status.Reason}");
        await simulator.MendAsync();
        await running.Feed.IsLive(TimeSpan.FromSeconds(45));
        AssertSane(running.Feed);
    }

    [Fact]
    public async Task Rubbish_IsCountedAndChangesNothing()
    {
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        await simulator.BreakAsync(Venue, "malformed", 2);

        await running.Feed.WaitUntil(s => s.Reason.Contains("malformed", StringComparison.Ordinal));
        Assert.True(running.Feed.Status.Malformed > 0);
        AssertSane(running.Feed);
        await simulator.MendAsync();
        await running.Feed.IsLive();
        AssertSane(running.Feed);
    }

    [Theory]
    [InlineData("rest5xx", @"HTTP 5\d\d")]
    [InlineData("rest429", "HTTP 429")]
    [InlineData("slow", "no answer within")]
    public async Task Rest_InTroubleWhileTheStreamIsWell_IsNamedAndCostsNothing(string kind, string reason)
    {
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        await simulator.BreakAsync(Venue, kind, 30);

        var status = await running.Feed.WaitUntil(s =>
            Regex.IsMatch(s.Reason, "REST: " + reason, RegexOptions.None, TimeSpan.FromSeconds(1))
        );
        Report(status.Reason);
        Assert.Equal((SourceState.Connected, Transport.Stream), (status.State, status.Transport));
        await simulator.MendAsync();
        await running.Feed.WaitUntil(s => !s.Reason.Contains("REST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rest5xx", @"HTTP 5\d\d")]
    [InlineData("rest429", "HTTP 429")]
    public async Task Polling_RefusedAsWell_IsNamedAndMends(string kind, string reason)
    {
        await using var running = new RunningFeed<TFeed>(Create());
        await running.Feed.IsLive();
        await simulator.BreakAsync(Venue, kind, 30);
        await simulator.BreakAsync(Venue, "mute", 30);

        var status = await running.Feed.WaitUntil(s =>
            Regex.IsMatch(s.Reason, "polling: " + reason, RegexOptions.None, TimeSpan.FromSeconds(1))
        );
        Report(status.Reason);
        Assert.NotEqual(Transport.Stream, status.Transport);
        await simulator.MendAsync();
        await running.Feed.IsLive();
    }

    /// <summary>While the venue says nothing, three seconds after its last word nothing from its stream may be called live.</summary>
    private async Task AssertNothingStreamedLooksLive(TFeed feed, DateTimeOffset until)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var from = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        for (var now = TimeProvider.System.GetUtcNow(); now < until; now = TimeProvider.System.GetUtcNow())
        {
            if (now > from)
                Assert.False(Look(feed, now) is { Transport: Transport.Stream, Quality: Quality.Live });
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    protected async Task<Seen> WaitFor(TFeed feed, Func<Seen, bool> wanted)
    {
        using var late = new CancellationTokenSource(Waiting.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (true)
            {
                if (Look(feed, TimeProvider.System.GetUtcNow()) is { } seen && wanted(seen))
                    return seen;
                await timer.WaitForNextTickAsync(late.Token);
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"never seen; {feed.Status}", fault);
        }
    }

    protected static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}

public sealed record Seen(Quality Quality, Transport Transport, DateTimeOffset AsOf);
