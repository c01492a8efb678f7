using System.Collections.Immutable;
using Bunit;
using Microsoft.JSInterop;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Charts;

public sealed class ChartTests : ScreenTest
{
    private const string Module = "./js/charts/chart.js";
    private static readonly DateTimeOffset Noon = new(2026, 9, 9, 12, 0, 0, TimeSpan.Zero);
    private readonly BunitJSModuleInterop _drawing;
    private readonly JSRuntimeInvocationHandler<bool> _update;

    public ChartTests()
    {
        var module = JSInterop.SetupModule(Module);
        _drawing = module.SetupModule("mount", _ => true);
        _update = _drawing.Setup<bool>("update", _ => true);
        _update.SetResult(false);
        _drawing.SetupVoid("dispose").SetVoidResult();
    }

    [Fact]
    public void Summary_SaysSpanLastExtremesGapsAndEstimates()
    {
        var page = Draw(At(0, 100.5), At(1, 99), At(2, null), At(3, null), At(4, 103) with { Estimated = true });

        Assert.Equal(
            "BTC price, 2026-09-09 12:00:00 to 12:00:04 UTC. Price: last $103.00, lowest $99.00 at "
                + "12:00:01, highest $103.00 at 12:00:04, 1 gap, 1 estimated point.",
            page.Find(".chart-summary").TextContent
        );
    }

    [Fact]
    public void Table_ShowsTheSamePoints_NewestFirst_AndNamesGapsAndEstimates()
    {
        var page = Draw(At(0, 100.5), At(1, null), At(2, -1103) with { Estimated = true });

        page.FindAll(".chart-tools button")[1].Click();

        Assert.Equal(
            [
                "2026-09-09 12:00:02|\u2212$1,103.00|estimated",
                "2026-09-09 12:00:01|–|gap",
                "2026-09-09 12:00:00|$100.50|",
            ],
            page.FindAll("tbody tr").Select(row => string.Join('|', row.Children.Select(c => c.TextContent.Trim())))
        );
        Assert.True(page.Find(".chart-graph").HasAttribute("hidden"));
    }

    [Fact]
    public void Table_OfIntervals_NamesBothEnds()
    {
        var model = Model(new ChartPoint(15, 12) { Low = 8, High = 19 }) with
        {
            X = new ChartAxis("Forecast") { After = " %", Decimals = 0 },
            Y = new ChartAxis("Observed") { After = " %", Decimals = 0 },
        };
        var page = Render<Chart>(p => p.Add(c => c.Model, model).Add(c => c.Table, true));

        Assert.Equal("12 % (8 % to 19 %)", page.Find("tbody td").TextContent);
    }

    [Fact]
    public void EmptyChart_SaysWhyInsteadOfDrawingNothing()
    {
        var page = Render<Chart>(p => p.Add(c => c.Model, Model() with { Nothing = "No price has been logged yet." }));

        Assert.Equal("No price has been logged yet.", page.Find(".chart-nothing").TextContent);
        Assert.Equal("BTC price: No price has been logged yet.", page.Find(".chart-summary").TextContent);
    }

    [Fact]
    public void BurstOfModels_IsSentAtMostFourTimesASecond_TheNewestOnly()
    {
        var page = Draw(At(0, 1));
        Assert.Equal(1, Sent);

        Give(page, At(0, 1), At(1, 2));
        Give(page, At(0, 1), At(1, 2), At(2, 3));
        Assert.Equal(1, Sent);
        Time.Advance(TimeSpan.FromMilliseconds(250));

        page.WaitForAssertion(() => Assert.Equal(2, Sent));
        Assert.Equal((0, 1, 2), Splice(1));
    }

    [Fact]
    public async Task HiddenTab_IsSentNothing_UntilItIsLookedAtAgain()
    {
        _update.SetResult(true);
        var page = Draw(At(0, 1));
        Give(page, At(0, 1), At(1, 2));
        Time.Advance(TimeSpan.FromSeconds(5));
        Give(page, At(0, 1), At(1, 2), At(2, 3));
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, Sent);

        _update.SetResult(false);
        await page.InvokeAsync(page.Instance.Seen);

        Assert.Equal(2, Sent);
        Assert.Equal((0, 1, 2), Splice(1));
    }

    [Fact]
    public void TableView_SendsNothing_AndTheGraphCatchesUpAfterwards()
    {
        var page = Draw(At(0, 1));
        page.FindAll(".chart-tools button")[1].Click();
        Give(page, At(0, 1), At(1, 2));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Sent);

        page.FindAll(".chart-tools button")[0].Click();

        page.WaitForAssertion(() => Assert.Equal(2, Sent));
    }

    [Fact]
    public async Task Dispose_TakesTheDrawingAway()
    {
        Draw(At(0, 1));

        await DisposeComponentsAsync();

        _drawing.VerifyInvoke("dispose");
    }

    private int Sent => _drawing.Invocations["update"].Count;

    private (int Drop, int Keep, int Add) Splice(int sending)
    {
        var wire = Assert.IsType<ChartWire>(_drawing.Invocations["update"][sending].Arguments[0]);
        var splice = Assert.Single(wire.Points);
        return (splice.Drop, splice.Keep, splice.Add.Count);
    }

    private IRenderedComponent<Chart> Draw(params ChartPoint[] points) =>
        Render<Chart>(p => p.Add(c => c.Model, Model(points)));

    private static void Give(IRenderedComponent<Chart> page, params ChartPoint[] points) =>
        page.Render(p => p.Add(c => c.Model, Model(points)));

    private static ChartPoint At(int second, double? y) => ChartPoint.At(Noon.AddSeconds(second), y);

    private static ChartModel Model(params ChartPoint[] points) =>
        new()
        {
            Title = "BTC price",
            X = ChartAxis.Time(),
            Y = new ChartAxis("Price") { Before = "$" },
            Series = [new ChartSeries("Price", [.. points])],
        };
}
