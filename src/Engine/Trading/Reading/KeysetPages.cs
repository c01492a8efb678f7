using System.Globalization;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>The same list page by page, as programs read it.</summary>
public static class KeysetPages
{
    public static async Task<Page<T>> PageAsync<T, TFilter>(
        this IKeysetReader<T, TFilter> reader,
        PageRequest page,
        TFilter filter,
        Func<T, long> idOf,
        CancellationToken cancellationToken
    )
    {
        var count = await reader.CountAsync(filter, cancellationToken);
        long? past = long.TryParse(page.After, CultureInfo.InvariantCulture, out var after) ? after : null;
        var rows = await reader.SliceAsync(
            filter,
            new KeysetSlice(count.Top, past, OldestFirst: false, Skip: 0, Take: page.Rows + 1),
            cancellationToken
        );
        var items = rows.Take(page.Rows).ToList();
        return new Page<T>(
            items,
            count.Matching,
            rows.Count > page.Rows ? idOf(items[^1]).ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>Nearest to being entered first; the place of a page is that of the last row before it, below the newest of its first.</summary>
    public static async Task<Page<DecisionStretch>> NearestPageAsync(
        this IDecisionHistory history,
        PageRequest page,
        StretchFilter filter,
        CancellationToken cancellationToken
    )
    {
        var count = await history.CountAsync(filter, cancellationToken);
        var (top, past) = Place(page.After) ?? (count.Top, null);
        var rows = await history.NearestAsync(filter, new NearestSlice(top, past, 0, page.Rows + 1), cancellationToken);
        var items = rows.Take(page.Rows).ToList();
        return new Page<DecisionStretch>(
            items,
            count.Matching,
            rows.Count > page.Rows
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{top}~{items[^1].Lacks}~{items[^1].Distance:R}~{items[^1].Id}"
                )
                : null
        );
    }

    private static (long Top, NearestPlace? Past)? Place(string? after) =>
        after?.Split('~') is [var top, var lacks, var distance, var id]
        && long.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var newest)
        && int.TryParse(lacks, NumberStyles.None, CultureInfo.InvariantCulture, out var missing)
        && double.TryParse(distance, NumberStyles.Float, CultureInfo.InvariantCulture, out var far)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? (newest, new NearestPlace(missing, far, last))
            : null;
}
