using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Screens.Strikes;

namespace Strikeboard.Web.Tests.Screens;

public sealed class StrikeRowTests : ScreenTest
{
    private static readonly Freshness Fresh = new(Quality.Live, TimeSpan.Zero, Hidden: false);

    [Fact]
    public void Row_WithBothSides_ShowsThemInCentsWithEdges()
    {
        var cells = Cells(Draw(Sample.Row()));

        Assert.Equal(["\u22125.7", "37", "39", "65.1 %", "61", "63", "+0.5"], cells[..7]);
    }

    [Fact]
    public void Row_WithAMissingSide_ShowsDashesAndNoZero()
    {
        var row = Sample.Row() with { YesAsk = null, NoBid = null, YesEdge = null, Spread = null };

        var cells = Cells(Draw(row));

        Assert.Equal(["\u22125.7", "–", "39", "65.1 %", "61", "–", "–"], cells[..7]);
        Assert.Equal("–", cells[10]);
    }

    [Fact]
    public void Row_AtTheMoney_IsMarkedForEyesAndReaders()
    {
        var view = Draw(Sample.Row(), atTheMoney: Sample.Row().Ticker);

        Assert.Contains("at-the-money", view.Find("tr").ClassList);
        Assert.Contains("At the money", view.Find("th").TextContent);
    }

    [Fact]
    public void Row_PastTwiceTheLimit_HidesItsNumbers()
    {
        var view = Draw(Sample.Row(), new Freshness(Quality.Stale, TimeSpan.FromSeconds(14), Hidden: true));

        Assert.Contains("no fresh value", view.Markup);
        Assert.DoesNotContain("65.1", view.Markup);
        Assert.DoesNotContain(">63<", view.Markup);
        Assert.Contains("stale", view.Find(".badge").TextContent);
    }

    [Fact]
    public void Row_WithTheSameText_IsNotDrawnAgain()
    {
        var view = Draw(Sample.Row());
        var before = view.RenderCount;

        // Another cycle, another object, the same words.
        view.Render(p => p.Add(v => v.Line, Line(Sample.Row() with { PYes = 0.65121 })));
        Assert.Equal(before, view.RenderCount);

        view.Render(p => p.Add(v => v.Line, Line(Sample.Row() with { PYes = 0.66 })));
        Assert.Equal(before + 1, view.RenderCount);
    }

    [Fact]
    public void QuoteAge_IsTold_InWholeSeconds()
    {
        Assert.Equal("<1 s", Line(Sample.Row() with { QuoteAsOf = Now.AddSeconds(-0.4) }).Age);
        Assert.Equal("7 s", Line(Sample.Row() with { QuoteAsOf = Now.AddSeconds(-7.8) }).Age);
        Assert.Equal("–", Line(Sample.Row() with { QuoteAsOf = null }).Age);
    }

    private IRenderedComponent<StrikeRowView> Draw(StrikeRow row, Freshness? fresh = null, string? atTheMoney = null) =>
        Render<StrikeRowView>(p => p.Add(v => v.Line, StrikeLine.Of(row, atTheMoney, fresh ?? Fresh, Now)));

    private StrikeLine Line(StrikeRow row) => StrikeLine.Of(row, null, Fresh, Now);

    private static string[] Cells(IRenderedComponent<StrikeRowView> view) =>
        [.. view.FindAll("td").Select(cell => cell.TextContent.Trim())];
}
