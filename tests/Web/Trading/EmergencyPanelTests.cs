using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Shell;
using Strikeboard.Web.Shell.Desk;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Trading;

public sealed class EmergencyPanelTests : ScreenTest
{
    private const string Kill = "[data-verb='desk.kill']";
    private const string Flatten = "[data-verb='positions.flatten']";

    [Fact]
    public void Panel_SaysWhatIsHeld_WhatItIsWorth_AndHowOldThatIs()
    {
        var (_, panel) = Open(Role.Administrator);

        var held = panel.Find(".held").TextContent;

        Assert.Contains("$3.00", held);
        Assert.Contains("Estimated loss against cost", held);
        Assert.Contains("\u2212$1.00 of $4.00", held);
        Assert.Contains("7.0 s", held);
    }

    [Fact]
    public void Verbs_EachSayWhatTheyDoNotDo()
    {
        var (_, panel) = Open(Role.Administrator);

        Assert.Equal(4, panel.FindAll("[data-verb]").Count);
        Assert.Contains("It does not close positions: they stay, and stay protected.", panel.Markup);
        Assert.Contains("It does not stop new entries: pause them or kill first.", panel.Markup);
        Assert.Contains("does not stop the pipeline", panel.Markup);
        Assert.Contains("It does not cancel exits", panel.Markup);
    }

    [Fact]
    public void Kill_IsSentByTheSecondClick_AndOnlyOnce()
    {
        var (control, panel) = Draw(Role.Operator);
        control.Find("button.emergency").Click();

        var button = panel.WaitForElement(Kill);
        button.Click();
        button.Click();

        Assert.IsType<Kill>(Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void Flatten_AsksOnce_WithTheNumberOfPositions()
    {
        var (_, panel) = Open(Role.Trader);

        panel.Find(Flatten).Click();

        var confirm = panel.WaitForElement("[data-confirm]");
        Assert.Contains("Sell 1 position", confirm.TextContent);
        Assert.Empty(Desk.Received);
        panel.Find("#desk-reason").Input("venue is down");
        confirm.Click();
        var (command, context) = Assert.Single(Desk.Received);
        Assert.IsType<Flatten>(command);
        Assert.Equal("venue is down", context.Reason);
    }

    [Fact]
    public void Operator_MayKill_AndIsToldWhyNotFlatten()
    {
        var (_, panel) = Open(Role.Operator);

        Assert.False(panel.Find(Kill).HasAttribute("disabled"));
        Assert.True(panel.Find(Flatten).HasAttribute("disabled"));
        Assert.Equal("needs Trader", panel.Find(Flatten).GetAttribute("title"));
    }

    [Fact]
    public void Killed_IsSaidSinceWhenAndByWhom_AndRearmNeedsAReason()
    {
        var killed = Held.Armed(Now) with
        {
            Killed = true,
            State = RiskState.Halted,
            Reason = "killed by maria",
            ChangedBy = "maria",
        };
        var (control, panel) = Draw(Role.Administrator, killed);
        control.Find("button.emergency").Click();

        Assert.Contains("Killed", control.Find("#desk-state").TextContent);
        Assert.Contains("maria", control.Find("#desk-state").TextContent);
        panel.WaitForElement("[data-verb='desk.rearm']").Click();
        Assert.True(panel.WaitForElement("[data-confirm]").HasAttribute("disabled"));
        panel.Find("#desk-reason").Input("the feed is back");
        panel.WaitForAssertion(() => Assert.False(panel.Find("[data-confirm]").HasAttribute("disabled")));
    }

    [Fact]
    public async Task Answer_IsSaidInThePanel_ForItCoversTheNotices()
    {
        var (_, panel) = Open(Role.Operator);
        var sent = panel.Find(Kill).ClickAsync(new());

        Desk.Answer(CommandVerdict.Done, "Killed: nothing is opened until it is re-armed.");
        await sent;

        panel.WaitForAssertion(() => Assert.Contains("Killed: nothing", panel.Find("[role='alert']").TextContent));
    }

    private (IRenderedComponent<EmergencyControl> Control, IRenderedComponent<EmergencyPanel> Panel) Open(Role role)
    {
        var drawn = Draw(role);
        drawn.Control.Find("button.emergency").Click();
        drawn.Panel.WaitForElement(".held");
        return drawn;
    }

    private (IRenderedComponent<EmergencyControl> Control, IRenderedComponent<EmergencyPanel> Panel) Draw(
        Role role,
        RiskView? risk = null
    )
    {
        Facts.Publish(new RiskChanged(risk ?? Held.Armed(Now)));
        Facts.Publish(new PositionChanged(Held.Of(Now)));
        Marks.Set(Held.Instrument, 0.30m, 0.32m, Now.AddSeconds(-7));
        var control = Render<EmergencyControl>(p => p.AddCascadingValue(As(role)));
        return (control, Render<EmergencyPanel>(p => p.AddCascadingValue(As(role))));
    }
}
