using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Charts;

/// <param name="Name">What is measured, without the unit.</param>
public sealed record ChartAxis(string Name, ChartScale Scale = ChartScale.Number)
{
    /// <summary>Written in front of each number, such as $.</summary>
    public string Before { get; init; } = "";

    /// <summary>Written after each number, with its own space: " %".</summary>
    public string After { get; init; } = "";
    public int Decimals { get; init; } = 2;

    /// <summary>Null: as the points need it.</summary>
    public double? Min { get; init; }
    public double? Max { get; init; }

    /// <summary>Whether zero belongs to the scale: it does for counts, it does not for a price.</summary>
    public bool FromZero { get; init; }

    /// <summary>The words along a scale of categories; a point's X is the place in this list.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    public static ChartAxis Time(DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new("Time", ChartScale.Time)
        {
            Min = from is { } first ? ChartPoint.XOf(first) : null,
            Max = to is { } last ? ChartPoint.XOf(last) : null,
        };
}

public enum ChartScale
{
    Number,

    /// <summary>Milliseconds since 1970, shown in the viewer's zone.</summary>
    Time,
    Category,
}
