using System.Globalization;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;
using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>Past cycles, and what one of them read and made.</summary>
internal static class CycleCalls
{
    private static readonly CsvColumn<PastCycle>[] Columns =
    [
        new("id", c => c.Id),
        new("due_at_utc", c => c.DueAt),
        new("started_at_utc", c => c.StartedAt),
        new("outcome", c => c.Outcome),
        new("ms", c => c.Ms),
        new("missed_before", c => c.MissedBefore),
        .. PipelineSteps.All.Select(step => new CsvColumn<PastCycle>(
            $"{step.Name}_ms",
            c => c.Steps.FirstOrDefault(s => s.Name == step.Name)?.Ms
        )),
        new("error", c => c.Steps.FirstOrDefault(s => s.Outcome == StepOutcome.Failed)?.Error?.Message),
    ];

    public static void MapCycles(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/cycles").WithTags("Pipeline");
        group.MapGet("", ReadAsync);
        group.MapGet("/{cycle}", FindAsync);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? outcome,
        string? step,
        string? slowerThan,
        ICycleReader cycles,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        CycleOutcome? wanted = null;
        if (outcome is not null)
        {
            if (!Words.TryParse<CycleOutcome>(outcome, out var parsed))
                return Problems.BadField("outcome", $"one of {Words.Of<CycleOutcome>()}.");
            wanted = parsed;
        }
        if (step is not null && PipelineSteps.All.All(known => known.Name != step))
            return Problems.BadField("step", $"one of {string.Join(", ", PipelineSteps.All.Select(s => s.Name))}.");
        double? ms = null;
        if (slowerThan is not null)
        {
            if (
                !double.TryParse(
                    slowerThan,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var parsed
                )
                || parsed > 1e6
            )
                return Problems.BadField("slowerThan", "not a number of milliseconds from 0 to 1000000.");
            ms = parsed;
        }
        var found = await cycles.ReadAsync(page, new CycleFilter(wanted, step, ms), cancellationToken);
        return Lists.Answer(context, list, found, Columns);
    }

    private static async Task<IResult> FindAsync(string cycle, ICycleReader cycles, CancellationToken cancellationToken)
    {
        if (!long.TryParse(cycle, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Problems.BadField("cycle", "not the number of a cycle.");
        return await cycles.FindAsync(number, cancellationToken) is { } found
            ? TypedResults.Ok(CycleShape.Of(found))
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "unknown_cycle",
                $"There was no cycle {number}, or it has been forgotten."
            );
    }
}
