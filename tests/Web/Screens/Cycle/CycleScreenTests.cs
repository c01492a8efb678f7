using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Strip;
using Strikeboard.Web.Screens.Cycle;

namespace Strikeboard.Web.Tests.Screens.Cycle;

public sealed class CycleScreenTests : ScreenTest
{
    [Fact]
    public void Cycle_ShowsWhatItReadAndMade_WithAgesAndQualities()
    {
        var page = Open(1);

        Assert.Contains("fallback", page.Markup, StringComparison.Ordinal);
        Assert.Contains("60 seconds known, 41 observed", page.Markup, StringComparison.Ordinal);
        Assert.Contains("1 quotes of 41 contracts", page.Markup, StringComparison.Ordinal);
        Assert.Contains("between two events", page.Markup, StringComparison.Ordinal);
        Assert.Contains("less than 30 s to the close.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_OverItsBudget_IsSlow_AndAFailedOneGivesItsCodeAndSentence()
    {
        Assert.Contains("slow", Row(Open(1), "Live price"), StringComparison.Ordinal);

        var failed = Row(Open(2), "Market snapshot");

        Assert.Contains("failed", failed, StringComparison.Ordinal);
        Assert.Contains("market.stale", failed, StringComparison.Ordinal);
        Assert.Contains("no book for 11 s", failed, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_AreLinked_AndAMissingOneIsNot()
    {
        var page = Open(1);
        var links = page.FindAll("nav[aria-label=Neighbours] a");

        Assert.False(links[0].HasAttribute("href"));
        Assert.StartsWith("cycles/2", links[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void ForgottenContents_SayWhatIsKeptAndForHowLong()
    {
        Assert.Contains("one in 60 seconds, for 72 hours", Open(2).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownCycle_LeadsBackToTheList()
    {
        var page = Open(99);

        Assert.Contains("Cycle 99 is not known", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".empty a[href=cycles]"));
    }

    [Fact]
    public void List_FiltersByItsAddress()
    {
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo("cycles?outcome=failed&step=market&slowerThan=2.5&from=2026-09-09T10:00:00Z");

        var page = Render<CyclesScreen>();

        var (asked, filter) = Cycles.Asked[^1];
        Assert.Equal((CycleOutcome.Failed, "market", 2.5), (filter.Outcome, filter.Step, filter.SlowerThanMs));
        Assert.Equal(new DateTimeOffset(2026, 9, 9, 10, 0, 0, TimeSpan.Zero), asked.From);
        Assert.Equal("2.5", page.Find("#f-slow").GetAttribute("value"));
        Assert.StartsWith(
            "api/cycles?outcome=failed&step=market",
            page.Find("a.csv").GetAttribute("href"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Filter_ThatIsNoNumber_IsNamed_AndGoesNowhere()
    {
        var page = Render<CyclesScreen>();
        page.Find("#f-slow").Change("fast");

        page.Find("form").Submit();

        Assert.Contains("a number of milliseconds", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "slowerThan",
            Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Filter_Applied_IsInTheAddress()
    {
        var page = Render<CyclesScreen>();
        page.Find("#f-step").Change("strikes");
        page.Find("#f-slow").Change("7");

        page.Find("form").Submit();

        Assert.EndsWith(
            "cycles?step=strikes&slowerThan=7",
            Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Strip_PickedByKeyboard_OpensTheCycle()
    {
        var strip = Render<CycleStrip>(p =>
            p.Add(s => s.Marks, [Mark(41), new CycleMark(42, Now, 8, CycleOutcome.Failed, 0, "no")])
        );

        strip.Find("[role=group]").KeyDown("ArrowLeft");
        strip.Find("[role=group]").KeyDown("Enter");

        Assert.EndsWith("/cycles/42", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("cycles/41", strip.Find("svg a").GetAttribute("href"));
    }

    [Fact]
    public void Strip_ThatMovedOnMeanwhile_StillOpensWhatWasPicked()
    {
        var strip = Render<CycleStrip>(p => p.Add(s => s.Marks, [Mark(41), Mark(42)]));
        strip.Find("[role=group]").KeyDown("Home");
        var said = strip.Find(".strip-said").TextContent;

        strip.Render(p => p.Add(s => s.Marks, [Mark(42), Mark(43)]));
        Assert.Equal(said, strip.Find(".strip-said").TextContent);
        strip.Find("[role=group]").KeyDown("Enter");

        Assert.EndsWith("/cycles/41", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private CycleMark Mark(long id) => new(id, Now, 8, CycleOutcome.Succeeded, 0, null);

    private IRenderedComponent<CycleScreen> Open(long number) => Render<CycleScreen>(p => p.Add(s => s.Number, number));

    private static string Row(IRenderedComponent<CycleScreen> page, string step) =>
        page.FindAll("tbody tr").First(row => row.Children[0].TextContent == step).TextContent;
}
