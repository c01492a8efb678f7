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
}
