namespace Strikeboard.Simulator.Prices;

/// <summary>The exchange's prints of one symbol: about three and a half a second at irregular instants, again a function of time alone.</summary>
internal sealed class TradeTape(PriceEngine prices, SymbolSpec spec, int seed)
{
    private const long SlotTicks = TimeSpan.TicksPerMillisecond * 250;
    private readonly ulong key = Noise.Mix(Noise.Key(seed, spec.Product), 77);

    public SymbolSpec Spec => spec;

    /// <summary>Prints in (from, to], oldest first.</summary>
    public IEnumerable<TapePrint> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (var slot = Slot(from); slot <= Slot(to); slot++)
        {
            if (At(slot) is { } print && print.At > from && print.At <= to)
            {
                yield return print;
            }
        }
    }

    /// <summary>The newest prints at an instant, newest first.</summary>
    public IEnumerable<TapePrint> Latest(DateTimeOffset now, int count)
    {
        var given = 0;
        for (var slot = Slot(now); given < count; slot--)
        {
            if (At(slot) is { } print && print.At <= now)
            {
                given++;
                yield return print;
            }
        }
    }

    private static long Slot(DateTimeOffset at) => at.UtcTicks / SlotTicks;

    private TapePrint? At(long slot)
    {
        if (Noise.Uniform(key, slot) < 0.12)
        {
            return null;
        }
        var at = new DateTimeOffset(
            (slot * SlotTicks) + (long)(Noise.Uniform(key + 1, slot) * 0.9 * SlotTicks),
            TimeSpan.Zero
        );
        var mid = prices.MidPrice(spec.Symbol, at);
        var half = Math.Max(
            0.01m,
            Math.Round(spec.Spread / 2 * (decimal)(0.4 + (1.2 * Noise.Uniform(key + 2, slot))), 2)
        );
        var buy = Noise.Uniform(key + 3, slot) < 0.5;
        var size = (decimal)Math.Round(spec.DailyVolume / 300_000 * -Math.Log(Noise.Uniform(key + 4, slot)), 8);
        return new TapePrint(
            slot,
            at,
            buy ? mid + half : mid - half,
            Math.Max(size, 0.00000001m),
            buy,
            mid - half,
            mid + half
        );
    }
}

/// <param name="Id">Grows with time, not contiguous.</param>
internal readonly record struct TapePrint(
    long Id,
    DateTimeOffset At,
    decimal Price,
    decimal Size,
    bool Buy,
    decimal Bid,
    decimal Ask
);
