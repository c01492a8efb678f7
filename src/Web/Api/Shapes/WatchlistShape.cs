using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record WatchlistShape(
    Symbol Symbol,
    long CycleId,
    DateTimeOffset AsOf,
    long AgeMs,
    Quality Quality,
    string? Closed,
    IReadOnlyList<StrikeRowShape> Rows,
    IReadOnlyList<NearMiss> NearMisses
)
{
    public static WatchlistShape Of(Watchlist list, string? series, DateTimeOffset madeAt, DateTimeOffset now) =>
        new(
            list.Symbol,
            list.CycleId,
            list.AsOf,
            Ages.Ms(now, list.AsOf),
            Ages.Quality(list.Quality, madeAt, now),
            list.Closed,
            [
                .. list
                    .Entries.Where(entry => IsOf(entry.Series, series))
                    .Select(entry =>
                        StrikeRowShape.Of(entry.Row, madeAt, now) with
                        {
                            Rank = entry.Rank,
                            Series = entry.Series,
                        }
                    ),
            ],
            [.. list.NearMisses.Where(miss => IsOf(miss.Series, series))]
        );

    private static bool IsOf(string series, string? wanted) =>
        wanted is null || string.Equals(series, wanted, StringComparison.OrdinalIgnoreCase);
}
