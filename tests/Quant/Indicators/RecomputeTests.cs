using Strikeboard.Quant.Indicators;
using Strikeboard.Quant.Tests.Seeds;
using static Strikeboard.Quant.Tests.Indicators.IndicatorCases;

namespace Strikeboard.Quant.Tests.Indicators;

/// <summary>What is carried from bar to bar against the definition written out over the whole series.</summary>
public sealed class RecomputeTests
{
    [Fact]
    public void Ema_BarByBar_EqualsTheDefinition() =>
        Seeded.Holds(
            Closes(1, 60),
            closes =>
                closes
                    .Select((_, i) => AreClose(Ema.Series(closes, 9)[i], Average(closes[..(i + 1)], 9)))
                    .All(same => same),
            tests: 100
        );

    [Fact]
    public void Rsi_BarByBar_EqualsTheDefinition() =>
        Seeded.Holds(
            Closes(1, 60),
            closes =>
            {
                var changes = closes.Skip(1).Zip(closes, (now, before) => now - before).ToArray();
                var series = Rsi.Series(closes);
                return Enumerable
                    .Range(0, closes.Length)
                    .All(i =>
                        AreClose(
                            series[i],
                            Strength(
                                Smoothed([.. changes.Take(i).Select(x => Math.Max(x, 0))], 14),
                                Smoothed([.. changes.Take(i).Select(x => Math.Max(-x, 0))], 14)
                            )
                        )
                    );
            },
            tests: 200
        );

    [Fact]
    public void Atr_BarByBar_EqualsTheDefinition() =>
        Seeded.Holds(
            Bars(1, 60),
            bars =>
            {
                var ranges = bars.Skip(1).Zip(bars, (now, before) => now.TrueRange(before.Close)).ToArray();
                var series = Atr.Series(bars, 5);
                return Enumerable
                    .Range(0, bars.Length)
                    .All(i =>
                    {
                        var average = Smoothed(ranges[..i], 5);
                        return AreClose(series[i].TrueRange, i == 0 ? null : ranges[i - 1])
                            && AreClose(series[i].Average, average)
                            && AreClose(series[i].Percent, 100 * average / bars[i].Close);
                    });
            },
            tests: 200
        );

    [Fact]
    public void Macd_BarByBar_IsTheGapOfTheAveragesAndItsAverage() =>
        Seeded.Holds(
            Closes(1, 60),
            closes =>
            {
                var lines = Enumerable
                    .Range(1, closes.Length)
                    .Select(n => Average(closes[..n], 12) - Average(closes[..n], 26))
                    .ToArray();
                var series = Macd.Series(closes);
                return Enumerable
                    .Range(0, closes.Length)
                    .All(i =>
                    {
                        var signal = Average([.. lines[..(i + 1)].OfType<double>()], 9);
                        return AreClose(series[i].Line, lines[i])
                            && AreClose(series[i].Signal, signal)
                            && AreClose(series[i].Histogram, lines[i] - signal);
                    });
            },
            tests: 100
        );

    [Fact]
    public void Bollinger_AnyWindow_EqualsTheDefinition() =>
        Seeded.Holds(
            Closes(1, 80),
            closes =>
            {
                var series = Bollinger.Series(closes, 7, 2.5);
                return Enumerable
                    .Range(0, closes.Length)
                    .All(i => i < 6 ? series[i] is null : IsBand(series[i]!.Value, closes[(i - 6)..(i + 1)]));
            },
            tests: 300
        );

    [Fact]
    public void Vwap_BarByBar_EqualsTheDefinition() =>
        Seeded.Holds(
            Bars(1, 60),
            bars =>
            {
                var series = Vwap.Series(bars);
                return Enumerable
                    .Range(1, bars.Length)
                    .All(n =>
                    {
                        var volume = bars.Take(n).Sum(bar => bar.Volume);
                        var turnover = bars.Take(n).Sum(bar => bar.Volume * (bar.High + bar.Low + bar.Close) / 3);
                        return AreClose(series[n - 1], volume > 0 ? turnover / volume : null);
                    });
            },
            tests: 200
        );

    private static bool IsBand(BollingerReading got, double[] window)
    {
        var mean = window.Average();
        var deviation = Math.Sqrt(window.Average(x => (x - mean) * (x - mean)));
        var isFlat = window.All(x => x == window[0]);
        return AreClose(got.Mid, mean)
            && Math.Abs(got.Upper - got.Mid - (2.5 * deviation)) < 1e-9 * mean
            && Math.Abs(got.Mid - got.Lower - (2.5 * deviation)) < 1e-9 * mean
            && (isFlat ? got is { PercentB: null, Z: null, Width: 0 } : got is { PercentB: not null, Z: not null });
    }

    private static double? Strength(double? gain, double? loss) =>
        gain is null ? null
        : loss == 0 ? 100
        : 100 - (100 / (1 + (gain / loss)));

    private static double? Average(double[] values, int period) =>
        values.Length < period
            ? null
            : values
                .Skip(period)
                .Aggregate(values.Take(period).Average(), (mean, x) => mean + (2.0 / (period + 1) * (x - mean)));

    private static double? Smoothed(double[] values, int period) =>
        values.Length < period
            ? null
            : values
                .Skip(period)
                .Aggregate(values.Take(period).Average(), (mean, x) => ((mean * (period - 1)) + x) / period);
}
