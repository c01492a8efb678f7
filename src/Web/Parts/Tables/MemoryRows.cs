namespace Strikeboard.Web.Parts.Tables;

/// <summary>Rows that are all in memory: filtered and sorted here.</summary>
public sealed class MemoryRows<T>(TableShape<T> shape, TimeProvider time) : TableSource<T>
{
    private IReadOnlyList<T> _rows = [];
    private DateTimeOffset? _at;

    /// <param name="rows">Not changed any more once handed over.</param>
    /// <param name="at">When they were true; null for now.</param>
    public void Set(IReadOnlyList<T> rows, DateTimeOffset? at = null) => (_rows, _at) = (rows, at);

    public override ValueTask<TableSnapshot<T>> TakeAsync(TableQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<TableSnapshot<T>>(
            new Snapshot(
                shape,
                [.. Sort(_rows.Where(row => Keeps(row, query)), query)],
                _rows.Count,
                _at ?? time.GetUtcNow()
            )
        );

    private bool Keeps(T row, TableQuery query)
    {
        foreach (var term in query.Terms)
        {
            if (
                term.On
                && shape.Filters.FirstOrDefault(filter => filter.Key == term.Key) is TableFilter<T> filter
                && !filter.Keeps(row, term.Value)
            )
                return false;
        }
        return true;
    }

    /// <summary>What has no value comes last, whichever way is sorted.</summary>
    private IEnumerable<T> Sort(IEnumerable<T> rows, TableQuery query)
    {
        var (column, falling) = shape.OrderOf(query);
        if (column is not { Sortable: true })
            return rows;
        var full = rows.Select(row => (Row: row, By: column.OrderOf(row))).OrderBy(line => line.By is null);
        return (falling ? full.ThenByDescending(line => line.By, By) : full.ThenBy(line => line.By, By)).Select(line =>
            line.Row
        );
    }

    private static readonly IComparer<IComparable?> By = Comparer<IComparable?>.Create(
        (a, b) =>
            a is string one && b is string other
                ? string.CompareOrdinal(one, other)
                : Comparer<IComparable?>.Default.Compare(a, b)
    );

    private sealed class Snapshot(TableShape<T> shape, T[] rows, int inAll, DateTimeOffset at)
        : TableSnapshot<T>(rows.Length, inAll, at)
    {
        public override ValueTask<IReadOnlyList<T>> ReadAsync(
            int start,
            int count,
            CancellationToken cancellationToken
        ) =>
            ValueTask.FromResult<IReadOnlyList<T>>(
                start >= rows.Length ? [] : new ArraySegment<T>(rows, start, Math.Min(count, rows.Length - start))
            );

        public override ValueTask<(int Place, T Row)?> FindAsync(string key, CancellationToken cancellationToken)
        {
            var place = Array.FindIndex(rows, row => shape.KeyOf(row) == key);
            return ValueTask.FromResult<(int, T)?>(place < 0 ? null : (place, rows[place]));
        }
    }
}
