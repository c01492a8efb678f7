using Bunit;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Bots;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Trading;

public sealed class BotsScreenTests : ScreenTest
{
    [Fact]
    public void Bot_SwitchedOff_IsConfirmedWithWhatItDoesNotDo()
    {
        var page = Draw(Role.Trader);

        Press(page, "Switch off");

        Assert.Contains("It does not close what it holds", page.Markup);
        Assert.Empty(Desk.Received);
        page.Find("[data-confirm]").Click();
        Assert.Equal(new SetBot("auto_entry", false, null), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void Bot_ThatSwitchedItselfOff_SaysWhy_AndIsArmedWithAReason()
    {
        Bots.Bot = Bots.Bot with
        {
            Guard = EntryGuard.Armed.Off(new Refusal("entry.losing", "4 trades in a row have lost."), Now),
        };
        var page = Draw(Role.Trader);

        Assert.Contains("4 trades in a row have lost.", page.Find(".notice").TextContent);
        Press(page, "Arm again");
        Assert.True(page.Find("[data-confirm]").HasAttribute("disabled"));
        page.Find("#bot-reason").Input("the model was wrong about the close");
        page.Find("[data-confirm]").Click();

        var (command, context) = Assert.Single(Desk.Received);
        Assert.Equal(new ArmBot("auto_entry"), command);
        Assert.Equal("the model was wrong about the close", context.Reason);
    }

    [Fact]
    public void Operator_SeesWhatIsNeeded()
    {
        var page = Draw(Role.Operator);

        var button = page.FindAll("button").Single(b => b.TextContent.Contains("Switch off", StringComparison.Ordinal));

        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("needs Trader", button.GetAttribute("title"));
    }

    private static void Press(IRenderedComponent<BotsScreen> page, string word) =>
        page.FindAll("button").First(b => b.TextContent.Contains(word, StringComparison.Ordinal)).Click();

    private IRenderedComponent<BotsScreen> Draw(Role role)
    {
        Facts.Publish(new RiskChanged(Held.Armed(Now)));
        var page = Render<BotsScreen>(p => p.AddCascadingValue(As(role)));
        page.WaitForAssertion(() => Assert.Contains("Set by", page.Markup));
        return page;
    }
}
