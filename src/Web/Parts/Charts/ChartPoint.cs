namespace Strikeboard.Web.Parts.Charts;

/// <param name="X">A number, milliseconds since 1970, or the place of a category.</param>
/// <param name="Y">Null is a gap.</param>
public readonly record struct ChartPoint(double X, double? Y)
{
    /// <summary>Not observed: interpolated, polled, from a warm start. Drawn dashed.</summary>
    public bool Estimated { get; init; }

    /// <summary>Ends of an interval around Y, drawn as an error bar.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>Said with the value where it is pointed at, and in the table.</summary>
    public string? Note { get; init; }

    public static ChartPoint At(DateTimeOffset at, double? y) => new(XOf(at), y);

    public static ChartPoint At(DateTimeOffset at, decimal? y) => new(XOf(at), (double?)y);

    public static double XOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
