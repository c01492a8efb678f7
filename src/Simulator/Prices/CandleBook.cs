using System.Collections.Concurrent;

namespace Strikeboard.Simulator.Prices;

/// <summary>Candles of one symbol for any past range, sampled from the price path; finished ones are remembered.</summary>
internal sealed class CandleBook(PriceEngine prices, SymbolSpec spec, int seed)
{
    private const int Samples = 60;
    private const int Remembered = 20_000;
    private readonly ulong key = Noise.Mix(Noise.Key(seed, spec.Product), 99);
    private readonly ConcurrentDictionary<(long Start, int Seconds), Candle> finished = new();

    /// <summary>Null for a candle that has not begun.</summary>
    public Candle? At(long startUnixSeconds, int seconds, DateTimeOffset now)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(startUnixSeconds);
        if (start > now)
        {
            return null;
        }
        if (start.AddSeconds(seconds) > now)
        {
            return Sample(start, seconds, now);
        }
        if (finished.Count > Remembered)
        {
            finished.Clear();
        }
        return finished.GetOrAdd((startUnixSeconds, seconds), _ => Sample(start, seconds, start.AddSeconds(seconds)));
    }

    private Candle Sample(DateTimeOffset start, int seconds, DateTimeOffset end)
    {
        var open = prices.MidPrice(spec.Symbol, start);
        var (high, low) = (open, open);
        var step = TimeSpan.FromSeconds(seconds) / Samples;
        for (var at = start + step; at < end; at += step)
        {
            Widen(prices.MidPrice(spec.Symbol, at));
        }
        var close = prices.MidPrice(spec.Symbol, end);
        Widen(close);
        var share = (end - start).TotalSeconds / 86_400;
        var volume = spec.DailyVolume * share * Math.Exp(0.5 * Noise.Normal(key, start.ToUnixTimeSeconds() + seconds));
        return new Candle(start.ToUnixTimeSeconds(), open, high, low, close, Math.Round((decimal)volume, 8));

        void Widen(decimal price)
        {
            high = Math.Max(high, price);
            low = Math.Min(low, price);
        }
    }
}

internal sealed record Candle(long Start, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
