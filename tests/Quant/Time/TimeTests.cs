using System.Globalization;
using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;
using Strikeboard.Quant.Time;

namespace Strikeboard.Quant.Tests.Time;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Six years of hours, both changes of every year among them: what a ticker was made from is what it reads as.
    [Fact]
    public void EventTicker_AnyFullHourSeenTheHourBefore_ReadsBack()
    {
        for (var hour = 0; hour < 6 * 366 * 24; hour++)
        {
            var close = Start.AddHours(hour);
            Assert.Equal(close, EventTicker.CloseOf(TickerOf(close), close.AddMinutes(-30)));
        }
    }

    [Theory]
    [InlineData("KXBTCD-26MAR0802", null)]
    [InlineData("KXBTCD-26MAR0801", "2026-03-08T06:00:00Z")]
    [InlineData("KXBTCD-26MAR0803", "2026-03-08T07:00:00Z")]
    [InlineData("KXBTCD-26NOV0101", "2026-11-01T05:00:00Z")]
    [InlineData("KXBTCD-25SEP2124", "2025-09-22T04:00:00Z")]
    [InlineData("KXBTCD-25SEP2117-T115749.99", "2025-09-21T21:00:00Z")]
    [InlineData("KXBTC-25SEP2117-B115750", "2025-09-21T21:00:00Z")]
    [InlineData("KXBTCD-25SEP2125", null)]
    [InlineData("KXBTCD-25SEP3117", null)]
    [InlineData("KXBTCD-25FEB2917", null)]
    [InlineData("KXBTCD-25SEP2117X", null)]
    [InlineData("KXBTCD-25SEP2117-X1", null)]
    [InlineData("KXBTCD-25SEP2117-T", null)]
    [InlineData("KXBTCD-25SEX2117", null)]
    [InlineData("KXBTCD-2 SEP2117", null)]
    [InlineData("-25SEP2117", null)]
    [InlineData("KXBTCD", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void EventTicker_WithoutNow_ReadsTheFirstCandidateOrNothing(string? ticker, string? expected)
    {
        DateTimeOffset? close = expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);

        Assert.Equal(close, EventTicker.CloseOf(ticker));
    }

    [Fact]
    public void EventTicker_BothCandidatesPast_ReadsTheLast()
    {
        var now = new DateTimeOffset(2025, 11, 2, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(now.AddHours(-6), EventTicker.CloseOf("KXETHD-25NOV0201", now));
    }

    [Fact]
    public void TimeToClose_AnyMoment_IsNeverNegativeAndAgreesWithItsPhase() =>
        Seeded.Holds(
            Seeded.Real(-4000, 90_000),
            seconds =>
            {
                var left = TimeToClose.Compute(Start, Start.AddSeconds(seconds));
                var phase =
                    left.Seconds > 60 ? MarketPhase.Open
                    : left.Seconds > 0 ? MarketPhase.Averaging
                    : MarketPhase.Closed;
                return left.Seconds >= 0 && left.Phase == phase && Math.Abs(left.Seconds - Math.Max(0, seconds)) < 1e-6;
            }
        );

    [Theory]
    [InlineData(3599.99, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(90061, "25:01:01")]
    public void TimeToClose_Display_CutsSecondsAndShowsHoursFromOneUp(double seconds, string expected) =>
        Assert.Equal(expected, TimeToClose.Compute(Start, Start.AddSeconds(seconds)).Display);

    [Fact]
    public void CloseTime_ByWhatIsKnown_NamesItsSource()
    {
        var now = new DateTimeOffset(2025, 9, 21, 20, 0, 0, TimeSpan.Zero);
        var close = now.AddMinutes(10);

        Assert.Equal(new CloseTime(close, CloseTimeSource.Market), CloseTime.Resolve(close, "KXBTCD-25SEP2117", now));
        Assert.Equal(
            new CloseTime(now.AddHours(1), CloseTimeSource.EventTicker),
            CloseTime.Resolve(null, "KXBTCD-25SEP2117", now)
        );
        Assert.Equal(new CloseTime(now.AddHours(1), CloseTimeSource.Inferred), CloseTime.Resolve(null, "KXBTCD", now));
    }

    [Theory]
    [InlineData(-1, ClockSkewVerdict.Sound)]
    [InlineData(1.5, ClockSkewVerdict.Warning)]
    [InlineData(-2, ClockSkewVerdict.Warning)]
    [InlineData(2.001, ClockSkewVerdict.Unusable)]
    public void ClockSkew_BySize_IsJudged(double skew, ClockSkewVerdict expected) =>
        Assert.Equal(expected, ClockSkew.Judge(skew));

    [Fact]
    public void ClockSkew_NotANumber_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => ClockSkew.Judge(double.NaN));

    private static string TickerOf(DateTimeOffset close) =>
        "KXBTCD-"
        + TimeZoneInfo
            .ConvertTime(close, NewYork.Zone)
            .ToString("yyMMMddHH", CultureInfo.InvariantCulture)
            .ToUpperInvariant();
}
