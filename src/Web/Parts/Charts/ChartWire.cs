using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>What goes to the browser: the frame whole, for it is small, and of the points only what changed.</summary>
internal sealed record ChartWire(ChartFrame Frame, IReadOnlyList<ChartSplice> Points)
{
    public static ChartWire Between(ChartModel? before, ChartModel now, string zone)
    {
        var known = before?.Series.ToDictionary(s => s.Name, s => s.Points, StringComparer.Ordinal);
        return new ChartWire(
            ChartFrame.Of(now, zone),
            [
                .. now.Series.Select(series =>
                    ChartSplice.Between(known?.GetValueOrDefault(series.Name, []) ?? [], series.Points)
                ),
            ]
        );
    }
}

/// <summary>Everything but the points.</summary>
internal sealed record ChartFrame(
    object X,
    object Y,
    object? Right,
    IReadOnlyList<object> Series,
    IReadOnlyList<object> Thresholds,
    IReadOnlyList<object> Marks,
    string Zone
)
{
    public static ChartFrame Of(ChartModel model, string zone) =>
        new(
            Axis(model.X),
            Axis(model.Y),
            model.Right is { } right ? Axis(right) : null,
            [
                .. model.Series.Select(s => new
                {
                    s.Name,
                    Kind = Word(s.Kind),
                    Tone = Word(s.Tone),
                    s.OnRight,
                    s.Thin,
                    s.Steps,
                }),
            ],
            [
                .. model.Thresholds.Select(t => new
                {
                    t.Y,
                    t.Text,
                    Tone = Word(t.Tone),
                    t.OnRight,
                }),
            ],
            [
                .. model.Marks.Select(m => new
                {
                    m.X,
                    m.Y,
                    m.Text,
                    Tone = Word(m.Tone),
                }),
            ],
            zone
        );

    private static object Axis(ChartAxis axis) =>
        new
        {
            axis.Name,
            Scale = Word(axis.Scale),
            axis.Before,
            axis.After,
            axis.Decimals,
            axis.Min,
            axis.Max,
            axis.FromZero,
            axis.Categories,
        };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>How the points of a series come from those sent before: some go at the front, some stay, the rest is new.</summary>
internal sealed record ChartSplice(int Drop, int Keep, IReadOnlyList<object?[]> Add)
{
    public static ChartSplice Between(ImmutableArray<ChartPoint> before, ImmutableArray<ChartPoint> now)
    {
        if (now.IsEmpty)
            return new ChartSplice(before.Length, 0, []);
        var drop = 0;
        while (drop < before.Length && before[drop].X < now[0].X)
            drop++;
        var keep = 0;
        while (drop + keep < before.Length && keep < now.Length && before[drop + keep] == now[keep])
            keep++;
        return new ChartSplice(drop, keep, [.. now.Skip(keep).Select(Cells)]);
    }

    /// <summary>X, Y, estimated, low, high, note; what is not there at the end is left away.</summary>
    private static object?[] Cells(ChartPoint point) =>
        point switch
        {
            { Note: { } note } =>
            [
                point.X,
                Finite(point.Y),
                point.Estimated ? 1 : 0,
                Finite(point.Low),
                Finite(point.High),
                note,
            ],
            { Low: not null } or { High: not null } =>
            [
                point.X,
                Finite(point.Y),
                point.Estimated ? 1 : 0,
                Finite(point.Low),
                Finite(point.High),
            ],
            { Estimated: true } => [point.X, Finite(point.Y), 1],
            _ => [point.X, Finite(point.Y)],
        };

    /// <summary>JSON has no word for infinity.</summary>
    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
