using Strikeboard.Engine;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Both schedulers' jobs.</summary>
internal static class JobCalls
{
    private const int LongestId = 200;

    private static readonly CsvColumn<JobView>[] Columns =
    [
        new("id", j => j.Id),
        new("scheduler", j => j.Scheduler),
        new("name", j => j.Name),
        new("description", j => j.Description),
        new("schedule", j => j.Schedule),
        new("state", j => j.State),
        new("previousFire", j => j.PreviousFire),
        new("nextFire", j => j.NextFire),
        new("running", j => j.Running),
        new("lastMs", j => j.LastMs),
        new("lastError", j => j.LastError),
        new("lastOutcome", j => j.LastOutcome),
        new("lastRunAt", j => j.LastRunAt),
        new("typicalMs", j => j.TypicalMs),
        new("runs", j => j.Runs),
        new("failures", j => j.Failures),
    ];

    private static readonly CsvColumn<JobRun>[] RunColumns =
    [
        new("at", r => r.At),
        new("ms", r => r.Ms),
        new("outcome", r => r.Outcome),
        new("summary", r => r.Summary),
        new("error", r => r.Error),
        new("node", r => r.Node),
        new("manual", r => r.Manual),
    ];

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/jobs").WithTags("Jobs");
        group.MapGet("", ListAsync);
        group.MapGet("/{id}/runs", RunsAsync);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        Map(changes, "trigger", id => new TriggerJob(id));
        Map(changes, "pause", id => new PauseJob(id));
        Map(changes, "resume", id => new ResumeJob(id));
        Map(changes, "cancel", id => new CancelJob(id));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        IJobBoard jobs,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out _) is { } problem)
            return problem;
        // There are as many as the program has kinds of work: one page holds them all.
        var all = await jobs.ListAsync(cancellationToken);
        return Lists.Answer(context, list, new Page<JobView>(all, all.Length, null), Columns);
    }

    private static async Task<IResult> RunsAsync(
        HttpContext context,
        string id,
        [AsParameters] ListParameters list,
        IJobBoard jobs,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        if (id.Length > LongestId)
            return Problems.BadField("id", $"at most {LongestId} visible characters.");
        var runs = await jobs.HistoryAsync(id, page.Rows, cancellationToken);
        return Lists.Answer(context, list, new Page<JobRun>(runs, runs.Length, null), RunColumns);
    }

    private static void Map(IEndpointRouteBuilder changes, string verb, Func<string, Command> command) =>
        changes.MapPost(
            $"/{{id}}/{verb}",
            (
                string id,
                HttpContext context,
                ICommandDesk desk,
                ReasonBody? body,
                CancellationToken cancellationToken
            ) =>
                id.Length <= LongestId && !id.Any(char.IsControl)
                    ? desk.RunAsync(context, command(id), body?.Reason, cancellationToken)
                    : Task.FromResult<IResult>(Problems.BadField("id", $"at most {LongestId} visible characters."))
        );
}
