using System.Globalization;
using Strikeboard.Engine;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Why;

/// <summary>Kept decisions from the database: nearest to being entered first, or by time.</summary>
internal sealed class StretchRows(IDecisionHistory history, TimeProvider time) : TableSource<DecisionStretch>
{
    public override async ValueTask<TableSnapshot<DecisionStretch>> TakeAsync(
        TableQuery query,
        CancellationToken cancellationToken
    )
    {
        var filter = StretchTable.FilterOf(query);
        var at = time.GetUtcNow();
        var count = await history.CountAsync(filter, cancellationToken);
        return new Snapshot(history, filter, StretchTable.TimeOrder(query), count, at);
    }

    /// <param name="oldestFirst">Null where the nearest come first.</param>
    private sealed class Snapshot(
        IDecisionHistory history,
        StretchFilter filter,
        bool? oldestFirst,
        KeysetCount count,
        DateTimeOffset at
    ) : TableSnapshot<DecisionStretch>(count.Matching, count.InAll, at)
    {
        public override long Top => count.Top;

        public override async ValueTask<IReadOnlyList<DecisionStretch>> ReadAsync(
            int start,
            int take,
            CancellationToken cancellationToken
        ) =>
            oldestFirst is { } oldest
                ? await history.SliceAsync(
                    filter,
                    new KeysetSlice(count.Top, null, oldest, start, take),
                    cancellationToken
                )
                : await history.NearestAsync(filter, new NearestSlice(count.Top, null, start, take), cancellationToken);

        public override async ValueTask<(int Place, DecisionStretch Row)?> FindAsync(
            string key,
            CancellationToken cancellationToken
        )
        {
            if (
                !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || id > count.Top
                || await history.FindAsync(id, cancellationToken) is not { } row
            )
                return null;
            var place = oldestFirst is { } oldest
                ? await history.RankAsync(filter, id, count.Top, oldest, cancellationToken)
                : await history.RankNearestAsync(filter, row.Place, count.Top, cancellationToken);
            var rows = await ReadAsync(place, 1, cancellationToken);
            return rows is [var found] && found.Id == id ? (place, row) : null;
        }
    }
}
