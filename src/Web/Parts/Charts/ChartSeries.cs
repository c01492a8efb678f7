using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Charts;

/// <param name="Points">In the order of X. A point without Y is a gap, and is drawn as one.</param>
public sealed record ChartSeries(string Name, ImmutableArray<ChartPoint> Points)
{
    public ChartKind Kind { get; init; } = ChartKind.Line;

    /// <summary>Auto takes the next colour of the palette.</summary>
    public ChartTone Tone { get; init; } = ChartTone.Auto;

    /// <summary>Measured on the scale at the right.</summary>
    public bool OnRight { get; init; }

    /// <summary>A line that accompanies the main one: an average, a reference.</summary>
    public bool Thin { get; init; }

    /// <summary>A line of steps: each value holds until the next.</summary>
    public bool Steps { get; init; }
}

public enum ChartKind
{
    Line,
    Bar,
    Scatter,
}

/// <summary>Meanings, not colours: the style sheet says what each looks like in either theme and palette.</summary>
public enum ChartTone
{
    Auto,
    Muted,
    Accent,
    Good,
    Warn,
    Bad,
    Up,
    Down,
    Yes,
    No,
}
