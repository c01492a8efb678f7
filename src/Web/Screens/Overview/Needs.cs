using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Overview;

/// <summary>Something that waits for a person: what, why, and where to go with it.</summary>
public sealed record Need(string Tone, string Icon, string What, string Why, string Address)
{
    /// <summary>The list is computed from what is, never kept: a thing that has passed is gone from it.</summary>
    public static IReadOnlyList<Need> Of(Board board, HealthReport? health, DateTimeOffset now)
    {
        var needs = new List<Need>();
        AddDesk(needs, board);
        AddPipeline(needs, board, now);
        AddSteps(needs, board);
        AddSources(needs, board, now);
        AddHealth(needs, health);
        return needs;
    }

    private static void AddDesk(List<Need> needs, Board board)
    {
        foreach (var position in board.Positions.Values.Where(held => held.State == PositionState.Unknown))
            needs.Add(
                new(
                    "bad",
                    "warning",
                    "An order's end is unknown",
                    $"{position.Instrument}: look at the venue and resolve it.",
                    $"positions?row={position.Id}"
                )
            );
        if (board.Risk.Since is not null && !board.Risk.MayOpen)
        {
            var state = DeskState.Of(board.Risk);
            needs.Add(new(state.Tone, state.Icon, $"The desk: {state.Word}", state.Meaning, "positions"));
        }
        if (board.Account.Trouble.Length > 0)
            needs.Add(new("warn", "warning", "The account cannot be read", board.Account.Trouble, "reconciliation"));
        if (board.Account.Differences > 0)
            needs.Add(
                new(
                    "bad",
                    "error",
                    "Books differ from the venue's",
                    $"{board.Account.Differences} of the account's holdings are not explained.",
                    "reconciliation"
                )
            );
    }

    private static void AddPipeline(List<Need> needs, Board board, DateTimeOffset now)
    {
        var pipeline = board.Pipeline;
        if (pipeline.State == PipelineState.Stopped)
            needs.Add(
                new(
                    "bad",
                    "stop",
                    "The pipeline is stopped",
                    "No figure is computed anew until it is started.",
                    "pipeline"
                )
            );
        if (pipeline is { State: PipelineState.Paused })
        {
            var until = pipeline.PausedUntil is { } end ? $", goes on in {TimeSpanText.Countdown(end - now)}" : "";
            needs.Add(
                new(
                    "warn",
                    "pause",
                    "The pipeline is paused",
                    $"{pipeline.ConsecutiveFailures} failures in a row{until}.",
                    "pipeline"
                )
            );
        }
        else if (pipeline.ConsecutiveFailures >= 3)
        {
            needs.Add(
                new("bad", "error", "Cycles keep failing", $"{pipeline.ConsecutiveFailures} in a row.", "pipeline")
            );
        }
    }

    private static void AddSteps(List<Need> needs, Board board)
    {
        if (board.Cycle is not { Outcome: CycleOutcome.Failed } cycle || board.Pipeline.State != PipelineState.Running)
            return;
        foreach (var part in cycle.Symbols)
        {
            if (part.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Failed) is { } failed)
                needs.Add(
                    new("bad", "error", $"{part.Symbol}: {failed.Name} fails", failed.Error?.Message ?? "", "pipeline")
                );
        }
    }

    private static void AddSources(List<Need> needs, Board board, DateTimeOffset now)
    {
        foreach (var source in board.Sources.Values)
        {
            var quality = source.QualityAt(now);
            if (quality is Quality.Live or Quality.Delayed)
                continue;
            if (source.IsInMaintenanceAt(now))
                continue;
            var word = QualityText.Of(quality);
            var why = source.Reason.Length > 0 ? source.Reason : word.Meaning;
            needs.Add(new(word.Tone, word.Icon, $"{source.Name} is {word.Word}", why, "pipeline"));
        }
    }

    private static void AddHealth(List<Need> needs, HealthReport? health)
    {
        if (health is null)
            return;
        foreach (var check in health.Checks.Where(c => c.Status is "critical" or "unhealthy"))
        {
            // A source that is away is listed above, with its reason.
            if (!needs.Any(n => n.What.StartsWith(check.Name, StringComparison.OrdinalIgnoreCase)))
                needs.Add(new("bad", "error", $"{check.Name} is {check.Status}", check.Reason, "pipeline"));
        }
    }
}
