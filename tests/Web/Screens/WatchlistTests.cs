using System.Collections.Immutable;
using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Watchlist;

namespace Strikeboard.Web.Tests.Screens;

public sealed class WatchlistTests : ScreenTest
{
    [Fact]
    public void NearMiss_SaysWhatFailedAndByHowMuch()
    {
        var page = Draw(
            new NearMiss(
                "T1",
                "KXBTCD",
                ["probability", "edge", "volume"],
                new Dictionary<string, double>
                {
                    ["probability"] = 0.037,
                    ["edge"] = 0.42,
                    ["volume"] = 1,
                }.ToImmutableDictionary()
            )
        );

        Assert.Equal(
            ["Chance short by 3.7 points", "Edge short by 0.42 ¢", "Volume short by 1"],
            page.FindAll("td .badge.warn").Select(badge => badge.TextContent.Trim())
        );
    }

    [Fact]
    public void NearMiss_WithoutAValue_SaysSo()
    {
        var page = Draw(new NearMiss("T1", "KXBTCD", ["sigma"], ImmutableDictionary<string, double>.Empty));

        Assert.Equal("Buffer: no value", page.Find("td .badge.warn").TextContent.Trim());
    }

    [Fact]
    public void Criteria_AreThoseInForce()
    {
        var page = Draw();

        Assert.Contains("Edge ≥ +1.5 ¢", page.Find(".criteria").TextContent);
    }

    [Fact]
    public void ClosedList_ExplainsItself_AndShowsNoRows()
    {
        var page = Draw(List() with { Closed = "less than 30 s to the close", Entries = [] });

        Assert.Contains("Less than 30 s to the close.", page.Markup);
        Assert.Empty(page.FindAll("tbody tr"));
    }

    [Fact]
    public void ListPastTwiceItsLimit_ShowsNoNumbers()
    {
        var page = Draw(List());
        Assert.Contains("65.1 %", page.Markup);

        Time.Advance(TimeSpan.FromSeconds(12));

        page.WaitForAssertion(() => Assert.Contains("No fresh value", page.Markup));
        Assert.DoesNotContain("65.1 %", page.Markup);
    }

    private IRenderedComponent<WatchlistScreen> Draw(params NearMiss[] misses) =>
        Draw(List() with { NearMisses = [.. misses] });

    private IRenderedComponent<WatchlistScreen> Draw(Watchlist list)
    {
        var part = Sample.Part(Now, 1) with { Watchlist = list };
        Facts.Publish(new CyclePublished(Sample.Cycle(Now, 1, part)));
        return Render<WatchlistScreen>();
    }

    private Watchlist List() =>
        new()
        {
            Symbol = Btc,
            CycleId = 1,
            AsOf = Now,
            Quality = Quality.Live,
            Entries = [new WatchlistEntry(1, "KXBTCD", Sample.Row())],
            NearMisses = [],
        };
}
