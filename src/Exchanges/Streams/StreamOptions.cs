namespace Strikeboard.Exchanges.Streams;

/// <summary>How patient a stream is. The defaults keep the promise that trouble is named within three seconds.</summary>
public sealed class StreamOptions
{
    /// <summary>Without a readable frame for this long the stream is lost. A little under three seconds, so that three is kept.</summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(2.8);

    /// <summary>From the open socket to all subscriptions acknowledged and first data.</summary>
    public TimeSpan ReadyLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>From a subscription to the venue's answer: what it has not heard by then it will not answer.</summary>
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The longest wait for the next attempt while the venue answers by REST and has not told us to stay away: a venue that
    /// comes back should have us back within five seconds.
    /// </summary>
    public TimeSpan ReachableWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>From a gap to everything fetched anew on the same connection.</summary>
    public TimeSpan ResyncLimit { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two polls while the stream is not live.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>At start the stream gets this long before polling begins; a lost stream gets nothing.</summary>
    public TimeSpan PollGraceAtStart { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A polled value no older than this keeps the source in the state "polling".</summary>
    public TimeSpan PollFreshness { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often silence, deadlines and polling are looked at.</summary>
    public TimeSpan Beat { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A larger frame ends the connection.</summary>
    public int MaxFrameBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>A connection that lived this long forgets earlier failures.</summary>
    public TimeSpan HealthyAfter { get; set; } = TimeSpan.FromSeconds(60);
}
