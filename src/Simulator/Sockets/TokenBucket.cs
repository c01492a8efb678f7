namespace Strikeboard.Simulator.Sockets;

internal sealed class TokenBucket(double perSecond, double size, TimeProvider time)
{
    private readonly double capacity = size;
    private readonly Lock gate = new();
    private double held = size;
    private long refilledAt = time.GetTimestamp();

    public bool TryTake(double tokens)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            held = Math.Min(capacity, held + (time.GetElapsedTime(refilledAt, now).TotalSeconds * perSecond));
            refilledAt = now;
            if (held < tokens)
            {
                return false;
            }
            held -= tokens;
            return true;
        }
    }
}
