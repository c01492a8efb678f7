using System.Globalization;
using Strikeboard.Engine;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>
/// Rows of a long list in the database, by id. The scroll bar knows places, the database ids: what has been read leaves marks
/// of which id stands where, and the next stretch is read from the mark nearest to it.
/// </summary>
public sealed class KeysetRows<T, TFilter>(
    IKeysetReader<T, TFilter> reader,
    Func<TableQuery, TFilter> filterOf,
    Func<T, long> idOf,
    Func<TableQuery, bool> oldestFirst,
    TimeProvider time
) : TableSource<T>
{
    public override async ValueTask<TableSnapshot<T>> TakeAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var filter = filterOf(query);
        var at = time.GetUtcNow();
        var count = await reader.CountAsync(filter, cancellationToken);
        return new Snapshot(reader, filter, idOf, oldestFirst(query), count, at);
    }

    private sealed class Snapshot(
        IKeysetReader<T, TFilter> reader,
        TFilter filter,
        Func<T, long> idOf,
        bool oldestFirst,
        KeysetCount count,
        DateTimeOffset at
    ) : TableSnapshot<T>(count.Matching, count.InAll, at)
    {
        private const int MostMarks = 4096;

        private readonly Lock _gate = new();

        /// <summary>By place: the id of the row just before it.</summary>
        private readonly SortedList<int, long> _marks = [];

        public override long Top => count.Top;

        public override async ValueTask<IReadOnlyList<T>> ReadAsync(
            int start,
            int take,
            CancellationToken cancellationToken
        )
        {
            var (place, past) = NearestMark(start);
            var rows = await reader.SliceAsync(
                filter,
                new KeysetSlice(count.Top, past, oldestFirst, start - place, take),
                cancellationToken
            );
            if (rows.Count > 0)
                Mark(start + rows.Count, idOf(rows[^1]));
            return rows;
        }

        public override async ValueTask<(int Place, T Row)?> FindAsync(string key, CancellationToken cancellationToken)
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id > count.Top)
                return null;
            var place = await reader.RankAsync(filter, id, count.Top, oldestFirst, cancellationToken);
            var rows = await ReadAsync(place, 1, cancellationToken);
            return rows.Count == 1 && idOf(rows[0]) == id ? (place, rows[0]) : null;
        }

        private (int Place, long? Past) NearestMark(int start)
        {
            lock (_gate)
            {
                var (low, high) = (0, _marks.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    if (_marks.GetKeyAtIndex(middle) <= start)
                        low = middle + 1;
                    else
                        high = middle;
                }
                return low == 0 ? (0, null) : (_marks.GetKeyAtIndex(low - 1), _marks.GetValueAtIndex(low - 1));
            }
        }

        private void Mark(int place, long id)
        {
            lock (_gate)
            {
                if (_marks.Count < MostMarks)
                    _marks[place] = id;
            }
        }
    }
}
