using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Positions;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Trading;

public sealed class PositionDialogTests : ScreenTest
{
    [Fact]
    public void Close_NamesQuantityProceedsAndAge_AndSellsEverythingByDefault()
    {
        var position = Hold();
        var dialog = Ask(position, PositionVerb.Close);

        Assert.Contains("$3.00", dialog.Find("#proceeds").TextContent);
        Assert.Contains("\u2212$1.00", dialog.Find("#proceeds").TextContent);
        Assert.Contains("7.0 s", dialog.Markup);
        Assert.Contains("Sell 10", dialog.Find("[data-confirm]").TextContent);

        dialog.Find("[data-confirm]").Click();

        Assert.Equal(new ClosePosition(position.Id, null), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void ClosePart_SendsThePart_AndMoreThanIsHeldCannotBeSent()
    {
        var position = Hold();
        var dialog = Ask(position, PositionVerb.Close);

        dialog.Find("#close-quantity").Input("11");
        Assert.True(dialog.Find("[data-confirm]").HasAttribute("disabled"));
        dialog.Find("#close-quantity").Input("4");
        Assert.Contains("$1.20", dialog.Find("#proceeds").TextContent);
        dialog.Find("[data-confirm]").Click();

        Assert.Equal(new ClosePosition(position.Id, 4), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void Protection_IsInCentsAndPercent_AndAStopAboveTheBidIsWarnedOf()
    {
        var position = Hold();
        var dialog = Ask(position, PositionVerb.Protect);

        Assert.Equal("20", dialog.Find("#protect-stop").GetAttribute("value"));
        dialog.Find("#protect-stop").Input("31");
        Assert.Contains("sold at once", dialog.Find(".notice").TextContent);
        dialog.Find("#protect-stop").Input("25");
        dialog.Find("#protect-target").Input("24");
        Assert.True(dialog.Find("[data-confirm]").HasAttribute("disabled"));
        dialog.Find("#protect-target").Input("60");
        dialog.Find("#protect-chance").Input("");
        dialog.Find("[data-confirm]").Click();

        Assert.Equal(new SetProtection(position.Id, 0.25m, 0.60m, null), Assert.Single(Desk.Received).Command);
    }

    [Fact]
    public void Resolve_NeedsWhatWasFilled_AndASentence()
    {
        var position = Held.Of(Now, state: AttemptState.Unknown);
        Facts.Publish(new PositionChanged(position));
        var order = position.Attempts.Single().ClientOrderId;
        var dialog = Draw(new PositionWish(PositionVerb.Resolve, position.Id, order));

        dialog.Find("#resolve-filled").Input("0");
        Assert.True(dialog.Find("[data-confirm]").HasAttribute("disabled"));
        dialog.Find("#resolve-evidence").Input("not in the venue's list at 14:05");
        dialog.Find("[data-confirm]").Click();

        Assert.Equal(
            new ResolveOrder(order, 0, "not in the venue's list at 14:05"),
            Assert.Single(Desk.Received).Command
        );
    }

    [Fact]
    public async Task Refusal_StaysInTheDialog()
    {
        var dialog = Ask(Hold(), PositionVerb.Close);
        var sent = dialog.Find("[data-confirm]").ClickAsync(new());

        Desk.Answer(CommandVerdict.Refused, "So many cannot be sold.");
        await sent;

        dialog.WaitForAssertion(() =>
            Assert.Contains("So many cannot be sold.", dialog.Find(".notice.bad").TextContent)
        );
    }

    private Position Hold()
    {
        var position = Held.Of(Now);
        Facts.Publish(new PositionChanged(position));
        Marks.Set(Held.Instrument, 0.30m, 0.32m, Now.AddSeconds(-7));
        return position;
    }

    private IRenderedComponent<PositionDialog> Ask(Position position, PositionVerb verb) =>
        Draw(new PositionWish(verb, position.Id));

    private IRenderedComponent<PositionDialog> Draw(PositionWish wish) =>
        Render<PositionDialog>(p => p.AddCascadingValue(As(Role.Trader)).Add(d => d.Wish, wish));
}
