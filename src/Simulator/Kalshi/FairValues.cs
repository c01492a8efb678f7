using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The maker's belief by coin and close, worked out a few times a second.</summary>
internal sealed class FairValues(PriceEngine prices, PriceIndex index)
{
    private const double YearSeconds = 365d * 24 * 3600;
    private static readonly TimeSpan ValueEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan VolatilityEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Symbol, DateTimeOffset Close), (DateTimeOffset At, FairValue Value)> values =
    [];
    private readonly Dictionary<string, (DateTimeOffset At, double PerSecond)> volatilities = new(
        StringComparer.Ordinal
    );

    public FairValue Of(MarketEvent held, DateTimeOffset now)
    {
        var key = (held.Series.Symbol, held.Window.Close);
        if (values.TryGetValue(key, out var known) && now - known.At < ValueEvery && now >= known.At)
        {
            return known.Value;
        }
        if (values.Count > 200)
        {
            values.Clear();
        }
        var (symbol, close) = key;
        var value = FairValue.Of(
            (double)index.Current(symbol, now),
            Volatility(symbol, now),
            Math.Max(0, (close - now).TotalSeconds),
            index.Window(symbol, close, now)
        );
        values[key] = (now, value);
        return value;
    }

    /// <summary>What somebody who watched the last quarter of an hour, the newest minutes most, would estimate.</summary>
    private double Volatility(string symbol, DateTimeOffset now)
    {
        if (volatilities.TryGetValue(symbol, out var known) && now - known.At < VolatilityEvery && now >= known.At)
        {
            return known.PerSecond;
        }
        var (sum, weights, weight) = (0d, 0d, 1d);
        for (var back = 0; back < 10; back++, weight *= 0.87)
        {
            var local = prices.LocalVolatility(symbol, now - TimeSpan.FromMinutes(3 * back));
            sum += weight * local * local;
            weights += weight;
        }
        var perSecond = Math.Sqrt(sum / weights / YearSeconds);
        volatilities[symbol] = (now, perSecond);
        return perSecond;
    }
}
