using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Parts;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Web.Tests.Screens;

public sealed class FreshnessTests : ScreenTest
{
    [Theory]
    [InlineData(1, Quality.Live, false)]
    [InlineData(3, Quality.Delayed, false)]
    [InlineData(6, Quality.Stale, false)]
    [InlineData(10, Quality.Stale, false)]
    [InlineData(10.1, Quality.Stale, true)]
    public void Value_ThatWasLive_AgesAndIsHiddenPastTwiceItsLimit(double seconds, Quality quality, bool hidden)
    {
        var fresh = Freshness.Of(Quality.Live, Now.AddSeconds(-seconds), Now.AddSeconds(-seconds), Now);

        Assert.Equal(quality, fresh.Quality);
        Assert.Equal(hidden, fresh.Hidden);
    }

    [Fact]
    public void Value_ThatWasEstimated_DoesNotBecomeBetterByBeingYoung() =>
        Assert.Equal(Quality.Estimated, Freshness.Of(Quality.Estimated, Now, Now, Now).Quality);

    [Fact]
    public void Value_OfAQuietProduct_IsAsOldAsItsProofButAsGoodAsItsCycle()
    {
        var fresh = Freshness.Of(Quality.Live, Now.AddSeconds(-0.5), Now.AddSeconds(-9), Now);

        Assert.Equal(Quality.Live, fresh.Quality);
        Assert.Equal(TimeSpan.FromSeconds(9), fresh.Age);
    }

    [Fact]
    public void Badge_SaysTheWordTheAgeAndTheMeaning()
    {
        var badge = Render<QualityBadge>(p =>
            p.Add(b => b.Quality, Quality.Stale)
                .Add(b => b.Age, TimeSpan.FromSeconds(12))
                .Add(b => b.Source, "coinbase")
        );

        Assert.Equal("stale12 s", badge.Find(".badge").TextContent.Trim());
        Assert.Contains("coinbase, stale: past its limit", badge.Find(".badge").GetAttribute("title"));
        Assert.Contains("bad", badge.Find(".badge").ClassList);
        Assert.EndsWith("#stale", badge.Find("use").GetAttribute("href"));
    }
}
