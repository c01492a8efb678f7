using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline.Contents;
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
    public void List_FiltersByItsAddress_AndShowsByWhat()
    {
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo("cycles?outcome=failed&step=market&slowerThan=2.5&from=2026-09-09T10:00:00Z");

        var page = Render<CyclesScreen>();

        Assert.Equal(
            new CycleFilter(
                CycleOutcome.Failed,
                "market",
                2.5,
                new DateTimeOffset(2026, 9, 9, 10, 0, 0, TimeSpan.Zero)
            ),
            Cycles.Asked[^1]
        );
        Assert.Equal(4, page.FindAll(".chip").Count);
    }

    [Fact]
    public void List_WordsThatMeanNothing_AreLeftOut()
    {
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo("cycles?outcome=odd&step=nothing&slowerThan=fast&from=noon");

        Render<CyclesScreen>();

        Assert.Equal(CycleFilter.None, Cycles.Asked[^1]);
    }

    [Fact]
    public void List_ARow_LeadsToItsCycle_AndSaysWhatFailed()
    {
        var page = Render<CyclesScreen>();

        var failed = page.FindAll("tbody tr")[0];

        Assert.Equal("cycles/2", failed.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Contains("no book for 11 s", failed.TextContent, StringComparison.Ordinal);
        Assert.NotNull(failed.QuerySelector("td.tone-bad"));
    }

    [Fact]
    public void List_CyclesRunOn_CountsThemAndShowsThemOnlyWhenAsked()
    {
        var page = Render<CyclesScreen>();
        Assert.Empty(page.FindAll(".page-head button"));
        var before = Cycles.Asked.Count;

        Facts.Publish(new CyclePublished(Sample.Cycle(Now, 3)));
        // News that come within a burst wait by the clock; the page's beat brings them.
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("1 new cycle", page.Find(".page-head button").TextContent));
        Assert.Equal(before, Cycles.Asked.Count);
        page.Find(".page-head button").Click();
        page.WaitForAssertion(() => Assert.Equal(before + 1, Cycles.Asked.Count));
    }

    [Fact]
    public void List_Narrowed_CountsNothing()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("cycles?outcome=failed");
        var page = Render<CyclesScreen>();

        Facts.Publish(new CyclePublished(Sample.Cycle(Now, 3)));

        page.WaitForAssertion(() => Assert.Equal(3, Live.Current.Cycle?.Id));
        Assert.Empty(page.FindAll(".page-head button"));
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
