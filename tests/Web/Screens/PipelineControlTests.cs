using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Dialogs;
using Strikeboard.Web.Shell;
using Strikeboard.Web.Shell.Pipeline;

namespace Strikeboard.Web.Tests.Screens;

public sealed class PipelineControlTests : ScreenTest
{
    [Fact]
    public void Stop_WhenPressed_AsksFirstAndSaysWhatItDoesNotDo()
    {
        var (control, confirm) = Draw(Role.Operator, PipelineState.Running);

        control.Find("[aria-label='Stop pipeline']").Click();

        confirm.WaitForAssertion(() => Assert.Contains("Stop the pipeline?", confirm.Markup));
        Assert.Contains("Does not close positions and does not cancel orders.", confirm.Markup);
        Assert.Contains("Does not pause exits", confirm.Markup);
        Assert.Empty(Desk.Received);
    }

    [Fact]
    public void Confirm_PressedTwiceBeforeTheNextDrawing_SendsOneCommand()
    {
        var (control, confirm) = Draw(Role.Operator, PipelineState.Running);
        control.Find("[aria-label='Stop pipeline']").Click();
        confirm.WaitForElement("#pipeline-reason").Input("venue maintenance");

        var button = confirm.Find("[data-confirm]");
        button.Click();
        button.Click();

        var (command, context) = Assert.Single(Desk.Received);
        Assert.IsType<StopPipeline>(command);
        Assert.Equal("venue maintenance", context.Reason);
        Assert.Equal(("maria", "screen"), (context.Actor.Name, context.Actor.Via));
        Assert.NotNull(context.IdempotencyKey);
        Assert.True(confirm.Find("[data-confirm]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Answer_IsShown_AndTheQuestionCloses()
    {
        var (control, confirm) = Draw(Role.Operator, PipelineState.Running);
        control.Find("[aria-label='Stop pipeline']").Click();
        var sent = confirm.WaitForElement("[data-confirm]").ClickAsync(new());

        Desk.Answer(CommandVerdict.Conflict, "Another transition is under way.");
        await sent;

        var toast = Assert.Single(Services.GetRequiredService<Toasts>().All);
        Assert.Equal(("bad", "Another transition is under way."), (toast.Tone, toast.Message));
        confirm.WaitForAssertion(() => Assert.Empty(confirm.FindAll("[data-confirm]")));
    }

    [Fact]
    public async Task CommandWithoutAnAnswer_IsUnknown_NotFailed()
    {
        var (control, confirm) = Draw(Role.Operator, PipelineState.Running);
        control.Find("[aria-label='Stop pipeline']").Click();
        var sent = confirm.WaitForElement("[data-confirm]").ClickAsync(new());

        Desk.Fail();
        await sent;

        var toast = Assert.Single(Services.GetRequiredService<Toasts>().All);
        Assert.Equal("Stop pipeline: outcome unknown", toast.Title);
    }

    [Fact]
    public void Viewer_SeesTheButtons_DisabledWithWhatIsNeeded()
    {
        var (control, _) = Draw(Role.Viewer, PipelineState.Running);

        var button = control.Find("button");

        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("needs Operator", button.GetAttribute("title"));
    }

    [Theory]
    [InlineData(PipelineState.Stopped, "Start")]
    [InlineData(PipelineState.Running, "Stop,Restart")]
    [InlineData(PipelineState.Paused, "Stop,Restart")]
    [InlineData(PipelineState.Starting, "")]
    [InlineData(PipelineState.Stopping, "")]
    public void Verbs_OnOffer_AreThoseTheStateAdmits(PipelineState state, string words) =>
        Assert.Equal(
            words,
            string.Join(',', PipelineVerb.All.Where(verb => verb.RefusedIn(state) is null).Select(verb => verb.Word))
        );

    private (IRenderedComponent<PipelineControl> Control, IRenderedComponent<PipelineConfirm> Confirm) Draw(
        Role role,
        PipelineState state
    )
    {
        Facts.Publish(new PipelineChanged(new PipelineStatus { State = state }));
        var control = Render<PipelineControl>(p => p.AddCascadingValue(As(role)).Add(c => c.ShowAll, true));
        return (control, Render<PipelineConfirm>());
    }
}
