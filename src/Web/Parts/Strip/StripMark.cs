using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Parts.Strip;

/// <summary>One tick of the cycle strip: its shape tells what happened, not its colour alone.</summary>
public enum StripShape
{
    Ok,
    Late,
    Failed,
}

public static class StripMark
{
    /// <summary>A cycle is late when it overran its second, or when beats passed before it without a cycle.</summary>
    private const double SecondMs = 1000;

    public static StripShape ShapeOf(CycleMark mark) =>
        mark.Outcome == CycleOutcome.Failed ? StripShape.Failed
        : mark.MissedBefore > 0 || mark.Ms > SecondMs ? StripShape.Late
        : StripShape.Ok;

    public static string Describe(CycleMark mark, string time)
    {
        var what = ShapeOf(mark) switch
        {
            StripShape.Failed => $"failed: {mark.FirstError ?? "no reason given"}",
            StripShape.Late when mark.MissedBefore > 0 => $"late, {mark.MissedBefore} beats missed before it",
            StripShape.Late => "late: longer than a second",
            _ => "succeeded",
        };
        return $"Cycle {mark.Id} at {time}, {TimeSpanText.Milliseconds(mark.Ms)} ms, {what}";
    }

    public static string Summary(IReadOnlyCollection<CycleMark> marks) =>
        marks.Count == 0
            ? "No cycle yet"
            : $"Last {marks.Count} cycles: {marks.Count(m => ShapeOf(m) == StripShape.Ok)} ok, "
                + $"{marks.Count(m => ShapeOf(m) == StripShape.Late)} late, {marks.Count(m => ShapeOf(m) == StripShape.Failed)} failed";
}
