namespace Strikeboard.Model.Tests;

/// <summary>The table of ages: each row of it, at its edges.</summary>
public sealed class QualityRulesTests
{
    [Theory]
    [InlineData(2.0, 2.0, Quality.Live)]
    [InlineData(2.1, 2.1, Quality.Delayed)]
    [InlineData(3.0, 3.0, Quality.Delayed)]
    [InlineData(3.1, 3.1, Quality.Stale)]
    [InlineData(15.0, 0.5, Quality.Live)]
    [InlineData(15.1, 0.5, Quality.Delayed)]
    [InlineData(60.0, 0.5, Quality.Delayed)]
    [InlineData(60.1, 0.5, Quality.Stale)]
    public void OfPrice_OnAStream_IsTheWorstOfItsTwoProofs(double sinceTick, double sinceFrame, Quality expected) =>
        Assert.Equal(expected, QualityRules.OfPrice(Transport.Stream, Seconds(sinceTick), Seconds(sinceFrame)));

    [Theory]
    [InlineData(0.0, Quality.Fallback)]
    [InlineData(15.0, Quality.Fallback)]
    [InlineData(15.1, Quality.Stale)]
    public void OfPrice_Polled_IsNeverLive(double age, Quality expected) =>
        Assert.Equal(expected, QualityRules.OfPrice(Transport.Polling, Seconds(age), Seconds(0)));

    [Theory]
    [InlineData(3.0, Quality.Live)]
    [InlineData(3.1, Quality.Delayed)]
    [InlineData(10.0, Quality.Delayed)]
    [InlineData(10.1, Quality.Stale)]
    public void OfBook_OnAStream_FollowsItsProof(double age, Quality expected) =>
        Assert.Equal(expected, QualityRules.OfBook(Transport.Stream, Seconds(age)));

    [Theory]
    [InlineData(Quality.Live, 0.9, 2.0, Quality.Live)]
    [InlineData(Quality.Live, 0.9, 2.1, Quality.Delayed)]
    [InlineData(Quality.Live, 0.9, 3.1, Quality.Stale)]
    [InlineData(Quality.Live, 2.1, 1.0, Quality.Delayed)]
    [InlineData(Quality.Fallback, 0.9, 15.0, Quality.Fallback)]
    [InlineData(Quality.Fallback, 0.9, 15.1, Quality.Stale)]
    [InlineData(Quality.Missing, 0.0, 0.0, Quality.Missing)]
    public void Aged_WithAnInput_IsNoYoungerThanTheInput(Quality made, double age, double proof, Quality expected) =>
        Assert.Equal(expected, QualityRules.Aged(made, Seconds(age), Seconds(proof), FreshnessLimits.SilentStream));

    [Theory]
    [InlineData(Quality.Live, 2.0, Quality.Live)]
    [InlineData(Quality.Live, 5.0, Quality.Delayed)]
    [InlineData(Quality.Live, 5.1, Quality.Stale)]
    [InlineData(Quality.Fallback, 1.0, Quality.Fallback)]
    [InlineData(Quality.Stale, 0.0, Quality.Stale)]
    public void Aged_AnOutput_NeverGetsBetter(Quality made, double age, Quality expected) =>
        Assert.Equal(expected, QualityRules.Aged(made, Seconds(age)));

    [Theory]
    [InlineData(Quality.Live, true)]
    [InlineData(Quality.Delayed, true)]
    [InlineData(Quality.Fallback, false)]
    [InlineData(Quality.Estimated, false)]
    [InlineData(Quality.Stale, false)]
    [InlineData(Quality.Missing, false)]
    public void MayOpenRisk_OnlyOnWhatCameInTime(Quality quality, bool expected) =>
        Assert.Equal(expected, quality.MayOpenRisk());

    [Fact]
    public void Reading_QuietProductOnAHealthyStream_IsAsYoungAsTheHeartbeat()
    {
        var noon = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        var tick = new PriceTick("coinbase", "BTC-USD", 1m, null, null, noon, noon, Transport.Stream);
        var reading = new PriceReading(tick, noon.AddSeconds(10));

        Assert.Equal(noon.AddSeconds(10), reading.AsOf);
        Assert.Equal(Quality.Live, reading.QualityAt(noon.AddSeconds(11)));
        Assert.Equal(Quality.Stale, reading.QualityAt(noon.AddSeconds(14)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
