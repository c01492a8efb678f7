using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Calibration;
using Strikeboard.Web.Tests.Screens;
using Sample = Strikeboard.Web.Tests.Screens.Sample;

namespace Strikeboard.Web.Tests.Calibration;

public sealed class CalibrationScreenTests : ScreenTest
{
    public CalibrationScreenTests()
    {
        var module = JSInterop.SetupModule("./js/charts/chart.js");
        var drawing = module.SetupModule("mount", _ => true);
        drawing.Setup<bool>("update", _ => true).SetResult(false);
        drawing.SetupVoid("dispose").SetVoidResult();
    }

    [Fact]
    public void NothingYet_SaysWhenTheFirstSettle()
    {
        PublishEventClosingIn(TimeSpan.FromSeconds(252));
        Calibration.Answer = _ => CalibrationSamples.Answer(CalibrationSamples.Of(300, scored: 0, waiting: 82));

        var page = Render<CalibrationScreen>();

        Assert.Contains("82 forecasts wait for their outcome", page.Markup);
        Assert.Contains("The next event closes in 04:12", page.Markup);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void BelowTheBar_ClaimsNothingAndGreysTheNumbers()
    {
        Calibration.Answer = _ => CalibrationSamples.Answer(CalibrationSamples.Of(300, scored: 57));

        var page = Render<CalibrationScreen>();

        Assert.Equal("not yet: 57 of 200 settled", page.Find(".word").TextContent);
        Assert.Equal("57", page.Find("progress").GetAttribute("value"));
        Assert.Contains("Provisional.", page.Markup);
        Assert.NotEmpty(page.FindAll(".provisional table"));
        Assert.DoesNotContain("better than the market", page.Markup);
    }

    [Fact]
    public void AboveTheBar_ShowsVerdictScoresIntervalsAndTheMarketBeside()
    {
        Calibration.Answer = _ => CalibrationSamples.Answer(CalibrationSamples.Of(300, scored: 1230));

        var page = Render<CalibrationScreen>();

        Assert.Equal("better than the market's own price", page.Find(".word").TextContent);
        Assert.Empty(page.FindAll(".provisional"));
        var brier = page.FindAll("tbody tr").Single(row => row.TextContent.Contains("Brier score"));
        Assert.Equal(
            ["0.0610 0.051 to 0.071", "0.0620 0.052 to 0.072", "0.0700 0.060 to 0.080"],
            brier.QuerySelectorAll("td").Select(cell => Squeezed(cell.TextContent))
        );
        Assert.Contains("+0.114 (+0.020 to +0.190)", page.Markup);
        Assert.Contains("Mean of (p − y)²", brier.QuerySelector("abbr")!.GetAttribute("title"));
        Assert.Contains("1230 forecasts of 24 closes", page.Find(".chart-summary").TextContent);
        Assert.Contains("70–80 %", page.Markup);
    }

    [Fact]
    public void WithoutAChoice_TheCheckpointWithTheMostIsShown()
    {
        Calibration.Answer = _ =>
            CalibrationSamples.Answer(CalibrationSamples.Of(300, scored: 300), CalibrationSamples.Of(60, scored: 400));

        var page = Render<CalibrationScreen>();

        Assert.StartsWith(
            "1 min",
            page.Find("nav[aria-label='Time before the close'] a[aria-current]").TextContent.Trim()
        );
    }

    [Fact]
    public void Address_RestoresEveryChoice_AndLinksKeepTheRest()
    {
        Calibration.Answer = _ => CalibrationSamples.Answer(CalibrationSamples.Of(900, scored: 300));
        Services
            .GetRequiredService<BunitNavigationManager>()
            .NavigateTo("calibration?symbol=btc&series=KXBTC&before=15&window=7d&view=table");

        var page = Render<CalibrationScreen>();

        var asked = Calibration.Asked[0];
        Assert.Equal((Btc, "KXBTC"), (asked.Symbol!.Value, asked.Series));
        Assert.Equal(7, (Now - asked.From!.Value).TotalDays, 0.01);
        Assert.Equal(
            ["BTC", "KXBTC", "7 days", "15 min 300 settled"],
            page.FindAll("a[aria-current]").Select(link => Squeezed(link.TextContent))
        );
        Assert.Equal(
            "calibration?symbol=btc&series=KXBTC&before=1&window=7d&view=table",
            page.FindAll("nav[aria-label='Time before the close'] a")[^1].GetAttribute("href")
        );
        Assert.NotEmpty(page.FindAll(".chart-table"));
    }

    [Fact]
    public void Address_WithNonsense_ShowsEverything()
    {
        Services
            .GetRequiredService<BunitNavigationManager>()
            .NavigateTo("calibration?symbol=DOGE&series=x&before=7&window=never");

        Render<CalibrationScreen>();

        Assert.Equal(new ForecastFilter(), Calibration.Asked[0]);
    }

    [Fact]
    public void EventsThatSettle_MakeThePageGrow()
    {
        var settled = 150;
        Calibration.Answer = _ => CalibrationSamples.Answer(CalibrationSamples.Of(300, scored: settled));
        var page = Render<CalibrationScreen>();
        Assert.Contains("not yet: 150 of 200 settled", page.Markup);

        settled = 232;
        Time.Advance(TimeSpan.FromSeconds(3));

        page.WaitForAssertion(() => Assert.Equal("better than the market's own price", page.Find(".word").TextContent));
    }

    private void PublishEventClosingIn(TimeSpan left)
    {
        var table = new StrikeTable
        {
            Symbol = Btc,
            Series = "KXBTCD",
            CycleId = 1,
            AsOf = Now,
            Quality = Quality.Live,
            Event = new StrikeEvent("E", "BTC", Now + left, left.TotalSeconds, EventPhase.Open, 0, 41),
            Spot = 84_000m,
            SigmaAnnual = 0.5,
            Rows = [],
        };
        Facts.Publish(new Model.CyclePublished(Sample.Cycle(Now, 1, Sample.Part(Now, 1) with { Strikes = [table] })));
    }

    private static string Squeezed(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
