using Strikeboard.Engine.Jobs;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Jobs;

namespace Strikeboard.Web.Tests.Screens;

public sealed class JobActTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 9, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cancel_IsDone_OnlyWhenTheRunHasEndedAsCancelled()
    {
        var act = Accepted(JobVerb.Cancel);

        Assert.Equal(JobStage.Accepted, act.Seen(Job(running: true), Now).Stage);
        Assert.Equal(JobStage.Done, act.Seen(Job(outcome: "cancelled"), Now).Stage);
        var missed = act.Seen(Job(outcome: "succeeded"), Now);
        Assert.Equal((JobStage.Failed, "Cancel: it ended by itself, succeeded"), (missed.Stage, missed.Words));
    }

    [Fact]
    public void Wish_OfWhichNothingIsSeen_IsNotWaitedForEver()
    {
        var act = Accepted(JobVerb.Pause);

        Assert.True(act.Seen(Job(), Now.AddSeconds(19)).Pending);
        Assert.Equal(JobStage.Failed, act.Seen(Job(), Now.AddSeconds(21)).Stage);
        Assert.Equal(JobStage.Done, act.Seen(Job(state: "Paused"), Now).Stage);
    }

    [Fact]
    public void Refusal_SaysWhy_AndNoAnswerIsNotAFailure()
    {
        var sent = JobAct.Sent(JobVerb.Trigger, Now);
        var refused = sent.Answered(Outcome(CommandVerdict.Forbidden));

        Assert.Equal((JobStage.Failed, "Run now: no"), (refused.Stage, refused.Words));
        Assert.Equal(JobStage.Unknown, sent.Answered(null).Stage);
        Assert.Equal(refused, refused.Seen(Job(running: true), Now));
    }

    [Fact]
    public void Trigger_IsDone_WhenItRunsOrHasRunSince()
    {
        var act = Accepted(JobVerb.Trigger);

        Assert.Equal(JobStage.Done, act.Seen(Job(running: true), Now).Stage);
        Assert.Equal(JobStage.Done, act.Seen(Job(outcome: "succeeded") with { LastRunAt = Now }, Now).Stage);
        Assert.True(act.Seen(Job(outcome: "succeeded"), Now).Pending);
    }

    private static JobAct Accepted(JobVerb verb) => JobAct.Sent(verb, Now).Answered(Outcome(CommandVerdict.Done));

    private static CommandOutcome Outcome(CommandVerdict verdict) =>
        new()
        {
            CommandId = Guid.Empty,
            Verdict = verdict,
            Message = "no",
        };

    private static JobView Job(bool running = false, string? outcome = null, string state = "Normal") =>
        new("work:a", "work", "a", "", "daily", state, null, Now, running, null, null)
        {
            LastOutcome = outcome,
            LastRunAt = outcome is null ? null : Now.AddHours(-1),
        };
}
