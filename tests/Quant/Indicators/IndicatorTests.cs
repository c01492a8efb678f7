using Strikeboard.Quant.Indicators;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;
using Strikeboard.Testing;

namespace Strikeboard.Quant.Tests.Indicators;

public sealed class IndicatorTests
{
    private static readonly Bar Good = new(10, 11, 9, 10.5, 100);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    [InlineData(0)]
    public void PriceIndicators_NoPrice_IsRefused(double close)
    {
        Assert.Throws<InvalidInputException>(() => Rsi.Series([10, close]));
        Assert.Throws<InvalidInputException>(() => Macd.Series([10, close]));
        Assert.Throws<InvalidInputException>(() => Bollinger.Series([10, close]));
        Assert.Throws<InvalidInputException>(() => Atr.Series([Good, Good with { Low = close }]));
        Assert.Throws<InvalidInputException>(() => Vwap.Series([Good with { High = close }]));
    }

    [Fact]
    public void Bars_ThatCannotBe_AreRefused()
    {
        Bar[] wrong =
        [
            Good with
            {
                Low = 12,
            },
            Good with
            {
                Close = 11.5,
            },
            Good with
            {
                Open = 8,
            },
            Good with
            {
                Volume = -1,
            },
            Good with
            {
                Volume = double.NaN,
            },
        ];
        Assert.All(wrong, bar => Assert.Throws<InvalidInputException>(() => Vwap.Series([bar])));
        Assert.All(wrong, bar => Assert.Throws<InvalidInputException>(() => Atr.Series([bar])));
    }

    [Fact]
    public void Ema_ValuesOfEitherSign_AreTakenAndNoNumberIsRefused()
    {
        Assert.Equal([null, -1, -1], Ema.Series([-2, 0, -1], 2).Select(Rounded));
        Assert.Throws<InvalidInputException>(() => Ema.Series([1, double.NaN], 2));
    }

    [Fact]
    public void Indicators_WithoutAPeriod_AreRefused()
    {
        Assert.Throws<InvalidInputException>(() => new Ema(0));
        Assert.Throws<InvalidInputException>(() => new Rsi(0));
        Assert.Throws<InvalidInputException>(() => new Atr(-1));
        Assert.Throws<InvalidInputException>(() => new Macd(26, 12));
        Assert.Throws<InvalidInputException>(() => new Bollinger(0));
        Assert.Throws<InvalidInputException>(() =>
        {
            var unset = default(Rsi);
            unset.Add(1);
        });
    }

    [Fact]
    public void Rsi_AnyCloses_StaysBetweenZeroAndHundred() =>
        Seeded.Holds(
            IndicatorCases.Closes(15, 100),
            closes => Rsi.Series(closes).Skip(14).All(rsi => rsi is >= 0 and <= 100)
        );

    // A running sum of squares would keep the rounding of 10^12 here and see movement where there is none.
    [Fact]
    public void Bollinger_OutlierThatLeft_LeavesAFlatWindowFlat()
    {
        double[] closes = [1_000_000, .. Enumerable.Repeat(0.1, 60)];

        Assert.All(Bollinger.Series(closes).Skip(20), reading => Assert.Equal(0, reading!.Value.Width));
    }

    [Fact]
    public void Convergence_PeriodAndHundredBars_IsReached()
    {
        var rsi = new Rsi(14);
        var macd = new Macd();
        var reached = Enumerable
            .Range(1, 260)
            .Select(bar =>
            {
                rsi.Add(100 + (bar % 7));
                macd.Add(100 + (bar % 7));
                return (bar, Rsi: rsi.IsConverged, Macd: macd.IsConverged);
            })
            .ToList();

        Assert.Equal(114, reached.First(one => one.Rsi).bar);
        Assert.Equal(250, reached.First(one => one.Macd).bar);
    }

    [Fact]
    public void DailyVwap_UsEquities_StartsAtTheOpeningAndLeavesOtherHoursOut()
    {
        var vwap = new DailyVwap(TradingDay.UsEquities);
        Assert.Null(vwap.Add(At("2025-09-22T13:25:00Z"), Flat(10)));
        Assert.Equal(20, vwap.Add(At("2025-09-22T13:30:00Z"), Flat(20)));
        Assert.Equal(25, vwap.Add(At("2025-09-22T19:55:00Z"), Flat(30)));
        Assert.Null(vwap.Add(At("2025-09-22T20:00:00Z"), Flat(40)));
        Assert.Null(vwap.Add(At("2025-09-20T15:00:00Z"), Flat(40)));
        Assert.Equal(50, vwap.Add(At("2025-09-23T13:30:00Z"), Flat(50)));
    }

    [Fact]
    public void DailyVwap_Crypto_StartsAtMidnightUtc()
    {
        var vwap = new DailyVwap(TradingDay.Crypto);
        Assert.Equal(10, vwap.Add(At("2025-09-22T23:55:00Z"), Flat(10)));
        Assert.Equal(20, vwap.Add(At("2025-09-23T00:00:00Z"), Flat(20)));
        Assert.Equal(25, vwap.Add(At("2025-09-23T00:05:00Z"), Flat(30)));
    }

    [Fact]
    public void Indicators_PerBar_MakeNoGarbage()
    {
        var (rsi, atr, macd, bands, vwap) = (new Rsi(14), new Atr(14), new Macd(), new Bollinger(), default(Vwap));
        void Step(int i)
        {
            var bar = new Bar(100, 101 + (i % 5), 99, 100 + (i % 2), i);
            rsi.Add(bar.Close);
            atr.Add(bar);
            macd.Add(bar.Close);
            bands.Add(bar.Close);
            vwap.Add(bar);
        }

        var garbage = Garbage.Of(() =>
        {
            for (var i = 0; i < 10_000; i++)
                Step(i);
        });
        Assert.Equal(0, garbage);
    }

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 9) : null;

    private static Bar Flat(double price) => new(price, price, price, price, 10);

    private static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
