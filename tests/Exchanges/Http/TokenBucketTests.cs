using Strikeboard.Exchanges.Http;
using Strikeboard.Testing;

namespace Strikeboard.Exchanges.Tests.Http;

public sealed class TokenBucketTests
{
    [Fact]
    public async Task Bucket_SpendsFourFifthsOfTheAllowance()
    {
        var clock = new ManualTime();
        var bucket = new TokenBucket(clock, tokensPerSecond: 100, secondsOfBurst: 2);
        // A clock that stands still would hold a caller who has to wait for ever.
        for (var i = 0; i < 16; i++)
            await bucket.TakeAsync(10, TestContext.Current.CancellationToken);

        var next = bucket.TakeAsync(10, TestContext.Current.CancellationToken).AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(124));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Clock_OfTheVenue_IsReadFromItsStamp()
    {
        var clock = new ServerClock();
        var sent = new DateTimeOffset(2026, 9, 10, 12, 0, 0, TimeSpan.Zero);
        Assert.Null(clock.Offset);
        clock.Observe(null, sent, sent);
        Assert.Null(clock.Offset);
        clock.Observe(sent.AddSeconds(40), sent, sent.AddSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(40), clock.Offset);
    }
}
