using System.Collections.Concurrent;
using System.Globalization;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>
/// The venue's token buckets: reading two seconds deep, writing one, each account its own, and one shared by everybody unsigned.
/// A single write to a shard above 0 is paid from that shard's bucket.
/// </summary>
internal sealed class Budgets(SimulatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TokenBucket> buckets = new(StringComparer.Ordinal);

    public int ReadRate => options.KalshiReadTokensPerSecond;
    public int ReadSize => 2 * ReadRate;
    public int WriteRate => options.KalshiWriteTokensPerSecond;
    public int WriteSize => WriteRate;

    public bool TryRead(string? account, int cost)
    {
        var rate = account is null ? ReadRate / 2 : ReadRate;
        return buckets.GetOrAdd($"read {account}", _ => new TokenBucket(rate, 2 * rate, time)).TryTake(cost);
    }

    public bool TryWrite(string account, int? shard, int cost)
    {
        var of = shard >= 1 ? shard.Value : 0;
        var name = string.Create(CultureInfo.InvariantCulture, $"write {account} {of}");
        return buckets.GetOrAdd(name, _ => new TokenBucket(WriteRate, WriteSize, time)).TryTake(cost);
    }
}
