using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="GapOverSeconds">Rows further apart have a gap between them.</param>
public sealed record PriceHistoryShape(
    Symbol Symbol,
    DateTimeOffset From,
    DateTimeOffset To,
    double ResolutionSeconds,
    double GapOverSeconds,
    IReadOnlyList<PastPriceShape> Points
)
{
    public static PriceHistoryShape Of(PastPrices past) =>
        new(
            past.Symbol,
            past.Range.From,
            past.Range.To,
            past.Range.Resolution.TotalSeconds,
            past.Range.GapOver.TotalSeconds,
            [.. past.Points.Select(PastPriceShape.Of)]
        );
}

/// <param name="Price">Null is a gap: nothing was logged until the next point.</param>
public sealed record PastPriceShape(
    DateTimeOffset At,
    decimal? Price,
    PriceRowKind? Kind,
    bool Estimated,
    string? Source
)
{
    public static PastPriceShape Of(PastPrice point) =>
        new(point.At, point.Price, point.Kind, point.IsEstimated, point.Source);
}
