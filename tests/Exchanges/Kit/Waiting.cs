using System.Collections.Concurrent;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Kit;

/// <summary>Waits for what a feed says, never for a while.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<SourceStatus> IsLive(this IVenueConnection feed, TimeSpan? patience = null) =>
        feed.WaitUntil(s => s.State == SourceState.Connected, patience);

    public static async Task<SourceStatus> WaitUntil(
        this IVenueConnection feed,
        Func<SourceStatus, bool> wanted,
        TimeSpan? patience = null
    )
    {
        var seen = new ConcurrentQueue<string>();
        var found = new TaskCompletionSource<SourceStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(SourceStatus status)
        {
            seen.Enqueue($"{status.State}/{status.Transport} '{status.Reason}'");
            if (wanted(status))
                found.TrySetResult(status);
        }
        feed.StatusChanged += Look;
        try
        {
            Look(feed.Status);
            return await found.Task.WaitAsync(patience ?? Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{feed.Name} never got there; seen: {string.Join(" -> ", seen)}", late);
        }
        finally
        {
            feed.StatusChanged -= Look;
        }
    }

    public static async Task<PriceTick> WaitForTick(
        this IPriceFeed feed,
        Func<PriceTick, bool> wanted,
        TimeSpan? patience = null
    )
    {
        var found = new TaskCompletionSource<PriceTick>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(PriceTick tick)
        {
            if (wanted(tick))
                found.TrySetResult(tick);
        }
        feed.TickReceived += Look;
        try
        {
            return await found.Task.WaitAsync(patience ?? Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"the tick never came; {feed.Name} says {feed.Status}", late);
        }
        finally
        {
            feed.TickReceived -= Look;
        }
    }

    /// <summary>Plays a part again and again until the awaited thing has happened.</summary>
    public static async Task<T> While<T>(this Task<T> awaited, Func<Task> part)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!awaited.IsCompleted && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            try
            {
                await part();
            }
            catch (Exception fault) when (fault is System.Net.WebSockets.WebSocketException or ObjectDisposedException)
            {
                // The feed hung up meanwhile, which may be just what is awaited.
            }
        }
        return await awaited;
    }

    public static async Task<MarketQuote> WaitForQuote(
        this IMarketFeed feed,
        string ticker,
        Func<MarketQuote, bool> wanted
    )
    {
        var series = ticker[..ticker.IndexOf('-', StringComparison.Ordinal)];
        var capture = await feed.WaitForCapture(
            c => c.Quotes.TryGetValue(ticker, out var quote) && wanted(quote),
            series
        );
        return capture.Quotes[ticker];
    }

    /// <summary>What raises no event is looked at until it is as wanted.</summary>
    public static async Task<T> Until<T>(Func<T> look, Func<T, bool> wanted, TimeSpan? patience = null)
    {
        using var late = new CancellationTokenSource(patience ?? Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (true)
            {
                if (look() is var seen && wanted(seen))
                    return seen;
                await timer.WaitForNextTickAsync(late.Token);
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"never seen; last {look()}", fault);
        }
    }

    /// <summary>Captures raise no event: they are looked at until one is as wanted.</summary>
    public static async Task<MarketCapture> WaitForCapture(
        this IMarketFeed feed,
        Func<MarketCapture, bool> wanted,
        string series = "KXBTCD",
        TimeSpan? patience = null
    )
    {
        using var late = new CancellationTokenSource(patience ?? Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (true)
            {
                var capture = feed.Capture([series]);
                if (wanted(capture))
                    return capture;
                await timer.WaitForNextTickAsync(late.Token);
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"the capture never came; {feed.Name} says {feed.Status}", fault);
        }
    }
}
