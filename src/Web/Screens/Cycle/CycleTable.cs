using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Cycle;

/// <summary>Past cycles as a table, and what its address asks of them.</summary>
internal static class CycleTable
{
    public const string At = "due";
    private const string Outcome = "outcome";
    private const string Step = "step";
    private const string Slower = "slowerThan";

    public static TableShape<PastCycle> Shape(RenderFragment<PastCycle> number, RenderFragment<PastCycle> outcome) =>
        new("cycles", "Past cycles")
        {
            KeyOf = c => Number(c.Id),
            Say = c => $"Cycle {c.Id}",
            Order = $"-{At}",
            Columns =
            [
                new("id", "Cycle", c => c.Id)
                {
                    Width = 116,
                    Head = true,
                    Sortable = false,
                    Cell = number,
                },
                new(At, "Due", c => c.DueAt) { Width = 168, Moment = true },
                new(Outcome, "Outcome", c => c.Outcome)
                {
                    Width = 96,
                    Sortable = false,
                    Cell = outcome,
                    Term = c => new TableTerm(Outcome, Word(c.Outcome)),
                },
                Count("ms", "ms", c => c.Ms, 64) with
                {
                    Text = c => TimeSpanText.Milliseconds(c.Ms),
                    About = "All steps of all symbols",
                },
                .. PipelineSteps.All.Select(OfStep),
                Count("missed", "Missed", c => c.MissedBefore, 72) with
                {
                    About = "Seconds without a cycle before this one",
                    Minor = true,
                },
                new("error", "Error", c => Failed(c)?.Error?.Message) { Sortable = false },
                new("content", "Contents", c => c.HasContent)
                {
                    Width = 92,
                    Sortable = false,
                    Spare = true,
                    Minor = true,
                    Text = c => c.HasContent ? "kept" : "not kept",
                    About = "Whether what it read and made can still be seen",
                },
                Count("generation", "Generation", c => c.Generation, 100) with
                {
                    Spare = true,
                    Minor = true,
                    About = "Rises with each start of the pipeline",
                },
                new("started", "Started", c => c.StartedAt)
                {
                    Width = 168,
                    Moment = true,
                    Sortable = false,
                    Spare = true,
                    Minor = true,
                },
            ],
            Filters =
            [
                new TableFilter(Outcome, "Outcome", FilterKind.Choice)
                {
                    Choices =
                    [
                        .. Enum.GetValues<CycleOutcome>().Select(word => new FilterChoice(Word(word), Word(word))),
                    ],
                },
                new TableFilter(Step, "Step that failed, or was slower", FilterKind.Choice)
                {
                    Choices = [.. PipelineSteps.All.Select(step => new FilterChoice(step.Name, step.Title))],
                },
                new TableFilter(Slower, "Slower than", FilterKind.Number) { Unit = "ms" },
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "Until", FilterKind.Moment),
            ],
        };

    public static CycleFilter FilterOf(TableQuery query) =>
        new(
            Enum.TryParse<CycleOutcome>(query[Outcome], ignoreCase: true, out var outcome) ? outcome : null,
            query[Step],
            query[Slower] is { } slower ? (double?)TableFilter.Number(slower) : null,
            query["from"] is { } from ? TableFilter.Moment(from) : null,
            query["to"] is { } to ? TableFilter.Moment(to) : null
        );

    public static bool OldestFirst(TableQuery query) => query.Order == At;

    private static TableColumn<PastCycle> OfStep(StepInfo step) =>
        Count(step.Name, step.Name, c => Report(c, step)?.Ms, 96) with
        {
            Minor = true,
            About = $"{step.Title}, ms over all symbols",
            Text = c =>
                Report(c, step) switch
                {
                    null => MoneyText.None,
                    { Outcome: StepOutcome.Failed } => "failed",
                    { Outcome: StepOutcome.Skipped } => "skipped",
                    var report => TimeSpanText.Milliseconds(report.Ms),
                },
            Tone = c =>
                Report(c, step)?.Outcome switch
                {
                    StepOutcome.Failed => "tone-bad",
                    StepOutcome.Skipped => "muted",
                    _ => null,
                },
        };

    private static TableColumn<PastCycle> Count(string key, string title, Func<PastCycle, object?> value, int width) =>
        new(key, title, value)
        {
            Width = width,
            Numeric = true,
            Sortable = false,
        };

    private static StepReport? Report(PastCycle cycle, StepInfo step) =>
        cycle.Steps.FirstOrDefault(report => report.Name == step.Name);

    private static StepReport? Failed(PastCycle cycle) =>
        cycle.Steps.FirstOrDefault(report => report.Outcome == StepOutcome.Failed);

    private static string Word(CycleOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
