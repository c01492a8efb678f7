using Strikeboard.Engine.Jobs;
using Strikeboard.Model;

namespace Strikeboard.Web.Screens.Jobs;

/// <summary>
/// A wish about one job on its way: sent, accepted by the command desk, and then seen to have come true, or not. What the desk
/// accepts has been recorded; what the job does with it is read from the job.
/// </summary>
internal sealed record JobAct(JobVerb Verb, JobStage Stage, DateTimeOffset Since, string Words)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool Pending => Stage is JobStage.Sent or JobStage.Accepted;

    public static JobAct Sent(JobVerb verb, DateTimeOffset now) => new(verb, JobStage.Sent, now, $"{Name(verb)}: sent");

    public static JobCommand CommandOf(JobVerb verb, string job) =>
        verb switch
        {
            JobVerb.Trigger => new TriggerJob(job),
            JobVerb.Pause => new PauseJob(job),
            JobVerb.Resume => new ResumeJob(job),
            _ => new CancelJob(job),
        };

    public static string Name(JobVerb verb) =>
        verb switch
        {
            JobVerb.Trigger => "Run now",
            JobVerb.Pause => "Pause",
            JobVerb.Resume => "Resume",
            _ => "Cancel",
        };

    public JobAct Answered(CommandOutcome? outcome) =>
        outcome switch
        {
            null => this with
            {
                Stage = JobStage.Unknown,
                Words = $"{Name(Verb)}: outcome unknown, look before trying again",
            },
            { Accepted: true } => this with { Stage = JobStage.Accepted, Words = $"{Name(Verb)}: accepted" },
            _ => this with { Stage = JobStage.Failed, Words = $"{Name(Verb)}: {outcome.Message}" },
        };

    /// <summary>What the job shows by now.</summary>
    public JobAct Seen(JobView job, DateTimeOffset now)
    {
        if (Stage != JobStage.Accepted)
            return this;
        var ended = !job.Running && job.LastRunAt is not null;
        return Verb switch
        {
            JobVerb.Pause when IsPaused(job) => Done("paused"),
            JobVerb.Resume when !IsPaused(job) => Done("resumed"),
            JobVerb.Trigger when job.Running => Done("running"),
            JobVerb.Trigger when job.LastRunAt >= Since - TimeSpan.FromSeconds(1) => Done(
                $"has run, {job.LastOutcome}"
            ),
            JobVerb.Cancel when ended && job.LastOutcome == "cancelled" => Done("cancelled"),
            JobVerb.Cancel when ended => Missed($"it ended by itself, {job.LastOutcome}"),
            _ when now - Since > Patience => Missed("nothing is seen of it yet"),
            _ => this,
        };
    }

    public static bool IsPaused(JobView job) => job.State.Contains("pause", StringComparison.OrdinalIgnoreCase);

    private JobAct Done(string words) => this with { Stage = JobStage.Done, Words = $"{Name(Verb)}: {words}" };

    private JobAct Missed(string words) => this with { Stage = JobStage.Failed, Words = $"{Name(Verb)}: {words}" };
}

internal enum JobVerb
{
    Trigger,
    Pause,
    Resume,
    Cancel,
}

internal enum JobStage
{
    Sent,
    Accepted,
    Done,
    Failed,
    Unknown,
}
