using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Jobs;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Jobs;

/// <summary>Both schedulers' jobs as a table.</summary>
internal static class JobTable
{
    public static TableShape<JobView> Shape(
        RenderFragment<JobView> name,
        RenderFragment<JobView> state,
        RenderFragment<JobView> last,
        RenderFragment<JobView> next,
        RenderFragment<JobView> took,
        RenderFragment<JobView> acts
    ) =>
        new("jobs", "Jobs")
        {
            KeyOf = job => job.Id,
            Say = job => job.Name,
            Ticking = true,
            Order = "name",
            Columns =
            [
                new("name", "Job", job => job.Name) { Head = true, Cell = name },
                new("scheduler", "Scheduler", job => job.Scheduler)
                {
                    Width = 84,
                    About = "Beat runs in memory on the leader; work is kept in the database and runs on any node",
                    Term = job => new TableTerm("scheduler", job.Scheduler),
                },
                new("state", "State", WordOf) { Width = 148, Cell = state },
                new("schedule", "Schedule", job => job.Schedule) { Width = 140, Minor = true },
                new("last", "Last run", job => job.LastRunAt)
                {
                    Width = 150,
                    Moment = true,
                    Cell = last,
                },
                new("took", "Took", job => job.LastMs)
                {
                    Width = 84,
                    Numeric = true,
                    Cell = took,
                    About = "How long the last run took, in milliseconds",
                },
                new("typical", "Typical ms", job => job.TypicalMs)
                {
                    Width = 84,
                    Numeric = true,
                    Spare = true,
                    About = "The middle of the last 21 runs that succeeded",
                },
                new("next", "Next run", job => job.NextFire)
                {
                    Width = 112,
                    Cell = next,
                    Moment = false,
                },
                new("runs", "Runs", job => job.Runs)
                {
                    Width = 84,
                    Numeric = true,
                    Spare = true,
                },
                new("failures", "Failures", job => job.Failures)
                {
                    Width = 84,
                    Numeric = true,
                    Spare = true,
                },
                new("acts", "Actions", _ => null)
                {
                    Width = 136,
                    Cell = acts,
                    Sortable = false,
                    Class = "full",
                },
            ],
            Filters =
            [
                new TableFilter<JobView>(
                    "text",
                    "Search in jobs",
                    FilterKind.Text,
                    (job, text) =>
                        job.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
                        || job.Description.Contains(text, StringComparison.OrdinalIgnoreCase)
                ),
                new TableFilter<JobView>(
                    "scheduler",
                    "Scheduler",
                    FilterKind.Choice,
                    (job, name) => job.Scheduler == name
                )
                {
                    Choices = [new(Schedulers.Beat, "beat"), new(Schedulers.Work, "work")],
                },
                new TableFilter<JobView>("state", "State", FilterKind.Choice, (job, word) => WordOf(job) == word)
                {
                    Choices =
                    [
                        new("running", "running"),
                        new("waiting", "waiting"),
                        new("paused", "paused"),
                        new("failed last", "failed last"),
                    ],
                },
            ],
        };

    public static string WordOf(JobView job) => LookOf(job).Word;

    public static (string Tone, string Icon, string Word) LookOf(JobView job) =>
        job.Running ? ("info", "pulse", job.Activity?.CancelAsked == true ? "ending" : "running")
        : JobAct.IsPaused(job) ? ("warn", "pause", "paused")
        : job.LastOutcome == "failed" || job.LastError is { Length: > 0 } ? ("bad", "error", "failed last")
        : job.State.Contains("error", StringComparison.OrdinalIgnoreCase) ? ("bad", "error", "error")
        : ("idle", "clock", "waiting");

    public static (string Tone, string Icon) LookOf(string outcome) =>
        outcome switch
        {
            "succeeded" => ("good", "ok"),
            "failed" => ("bad", "error"),
            "cancelled" => ("warn", "stop"),
            _ => ("idle", "skipped"),
        };
}
