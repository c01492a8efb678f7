namespace Strikeboard.Exchanges.Http;

/// <summary>
/// How far the venue's clock is ahead of ours, from the Date header: whole seconds only, so good to about half a second.
/// </summary>
public sealed class ServerClock
{
    private long _offset;
    private int _known;

    /// <summary>Positive when the venue is ahead; null before the first answer.</summary>
    public TimeSpan? Offset => Volatile.Read(ref _known) == 0 ? null : new TimeSpan(Volatile.Read(ref _offset));

    public void Observe(DateTimeOffset? date, DateTimeOffset sentAt, DateTimeOffset receivedAt)
    {
        if (date is not { } stamped)
            return;
        // The stamp was cut to the second somewhere between sending and receiving: take the middle of both.
        var theirs = stamped + TimeSpan.FromMilliseconds(500);
        var ours = sentAt + ((receivedAt - sentAt) / 2);
        Volatile.Write(ref _offset, (theirs - ours).Ticks);
        Volatile.Write(ref _known, 1);
    }
}
