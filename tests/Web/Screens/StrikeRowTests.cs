using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Screens.Strikes;

namespace Strikeboard.Web.Tests.Screens;

public sealed class StrikeRowTests : ScreenTest
{
    private static readonly TableFace<StrikeLine> Face = new(
        StrikesScreen.Shape,
        StrikesScreen.Shape.ColumnsOf(TableQuery.Empty),
        TableQuery.Empty,
        "strikes/btc",
        ""
    );
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
        view.Render(p => p.Add(v => v.Row, Line(Sample.Row() with { PYes = 0.65121 })));
        Assert.Equal(before, view.RenderCount);

        view.Render(p => p.Add(v => v.Row, Line(Sample.Row() with { PYes = 0.66 })));
        Assert.Equal(before + 1, view.RenderCount);
    }

    [Fact]
    public void QuoteAge_IsTold_InWholeSeconds()
    {
        Assert.Equal("<1 s", Line(Sample.Row() with { QuoteAsOf = Now.AddSeconds(-0.4) }).Age);
        Assert.Equal("7 s", Line(Sample.Row() with { QuoteAsOf = Now.AddSeconds(-7.8) }).Age);
        Assert.Equal("–", Line(Sample.Row() with { QuoteAsOf = null }).Age);
    }

    [Fact]
    public async Task Filters_AreOverTheNumbers_AndLeaveOutWhatIsHidden()
    {
        var rows = new MemoryRows<StrikeLine>(StrikesScreen.Shape, Time);
        rows.Set([Line(Sample.Row("A")), Line(Sample.Row("B") with { ActiveEdge = 3, Volume = 10 })]);

        Assert.Equal(["B"], await NamesAsync("?minEdge=0.5"));
        Assert.Equal(["A"], await NamesAsync("?minVolume=5000"));
        Assert.Equal(["A", "B"], await NamesAsync("?side=yes&maxSpread=2&sort=edge"));
        Assert.Equal(["B", "A"], await NamesAsync("?sort=-edge"));

        rows.Set([StrikeLine.Of(Sample.Row(), null, Fresh with { Hidden = true }, Now)]);
        Assert.Empty(await NamesAsync("?minVolume=1"));

        async Task<string[]> NamesAsync(string query)
        {
            var ct = Xunit.TestContext.Current.CancellationToken;
            var found = await rows.TakeAsync(TableQuery.Parse(query, StrikesScreen.Shape.Filters), ct);
            return [.. (await found.ReadAsync(0, 9, ct)).Select(line => line.Ticker)];
        }
    }

    private IRenderedComponent<TableRow<StrikeLine>> Draw(
        StrikeRow row,
        Freshness? fresh = null,
        string? atTheMoney = null
    ) =>
        Render<TableRow<StrikeLine>>(p =>
            p.Add(v => v.Face, Face).Add(v => v.Row, StrikeLine.Of(row, atTheMoney, fresh ?? Fresh, Now))
        );

    private StrikeLine Line(StrikeRow row) => StrikeLine.Of(row, null, Fresh, Now);

    private static string[] Cells(IRenderedComponent<TableRow<StrikeLine>> view) =>
        [.. view.FindAll("td").Select(cell => cell.TextContent.Trim())];
}
