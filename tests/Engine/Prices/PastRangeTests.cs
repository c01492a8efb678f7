using Strikeboard.Engine.Prices;

namespace Strikeboard.Engine.Tests.Prices;

public sealed class PastRangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15 * 60, 1)]
    [InlineData(3600, 10)]
    [InlineData(6 * 3600, 60)]
    [InlineData(24 * 3600, 240)]
    [InlineData(7 * 24 * 3600, 1800)]
    [InlineData(31 * 24 * 3600, 7200)]
    public void Last_PicksABucketThatGivesAReadableDrawing(int length, int bucket)
    {
        var range = PastRange.Last(TimeSpan.FromSeconds(length), Noon);

        Assert.Equal(bucket, range.Resolution.TotalSeconds);
        Assert.True(length / bucket <= PastRange.MostBuckets);
    }

    [Theory]
    [InlineData(0, null, "empty")]
    [InlineData(-5, null, "empty")]
    [InlineData(32 * 24 * 3600, null, "longer than 31 days")]
    [InlineData(3600, 2, "3 s or more")]
    public void TryMake_OutOfBounds_SaysWhatWouldDo(int length, int? resolution, string trouble)
    {
        var asked = resolution is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;

        Assert.False(PastRange.TryMake(Noon, Noon.AddSeconds(length), asked, out _, out var said));

        Assert.Contains(trouble, said, StringComparison.Ordinal);
    }
}
