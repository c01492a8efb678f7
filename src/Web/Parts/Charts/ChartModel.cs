using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>
/// A chart as its owner means it. The owner makes a new one whenever something changed and hands it over; the part finds out
/// what is new, sends only that, and not more often than an eye can follow.
/// </summary>
public sealed record ChartModel
{
    /// <summary>What the chart shows, said to readers of the screen: "BTC price".</summary>
    public required string Title { get; init; }
    public required ChartAxis X { get; init; }
    public required ChartAxis Y { get; init; }

    /// <summary>A second scale at the right, for series that ask for it.</summary>
    public ChartAxis? Right { get; init; }

    /// <summary>Names must differ: by its name a series is known from one model to the next.</summary>
    public required ImmutableArray<ChartSeries> Series { get; init; }
    public ImmutableArray<ChartThreshold> Thresholds { get; init; } = [];
    public ImmutableArray<ChartMark> Marks { get; init; } = [];

    /// <summary>One sentence in place of the one that is made from the series.</summary>
    public string? Summary { get; init; }

    /// <summary>Said in place of the drawing while there is no point in any series.</summary>
    public string Nothing { get; init; } = "There is nothing to draw yet.";

    public bool IsEmpty => Series.All(series => series.Points.All(point => point.Y is null));
}
