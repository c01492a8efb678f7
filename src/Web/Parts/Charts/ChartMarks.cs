namespace Strikeboard.Web.Parts.Charts;

/// <summary>A level across the chart: a limit, a budget, a strike. Its value is written beside the text.</summary>
public sealed record ChartThreshold(double Y, string Text, ChartTone Tone = ChartTone.Muted)
{
    public bool OnRight { get; init; }
}

/// <summary>A moment or a place worth a word: with Y a point, without it an upright line.</summary>
public sealed record ChartMark(double X, string Text, ChartTone Tone = ChartTone.Muted)
{
    public double? Y { get; init; }
}
