using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Ids that follow from the seed and a line of the ledger, so that a restart never gives one twice.</summary>
internal static class Ids
{
    public static string Of(ulong key, long line) =>
        new Guid([
            .. BitConverter.GetBytes(Noise.Mix(key, unchecked((ulong)line))),
            .. BitConverter.GetBytes(Noise.Mix(~key, unchecked((ulong)line))),
        ]).ToString();
}
