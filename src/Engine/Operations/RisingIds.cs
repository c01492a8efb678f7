namespace Strikeboard.Engine.Operations;

/// <summary>
/// Ids that rise over restarts without asking the database: milliseconds with a counter behind them, below 2^53 so that a
/// browser reads them exactly.
/// </summary>
internal sealed class RisingIds(TimeProvider time)
{
    private const int CounterBits = 11;
    private long _last;

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }
}
