using Microsoft.EntityFrameworkCore;

namespace Strikeboard.Engine;

/// <summary>How many rows a list has, frozen at its newest id: what comes later is above <paramref name="Top"/> and not in it.</summary>
public sealed record KeysetCount(long Top, int Matching, int InAll);

/// <summary>A stretch of a frozen list whose ids only rise.</summary>
/// <param name="Past">Begins behind this id; null at the beginning.</param>
/// <param name="Skip">Rows left out behind <paramref name="Past"/>: short when the caller keeps ids to start from.</param>
public sealed record KeysetSlice(long Top, long? Past, bool OldestFirst, int Skip, int Take);

/// <summary>Pages by id instead of by number: the cost of a page does not grow with its distance from the start.</summary>
internal static class Keyset
{
    private const string Id = "Id";

    public static async Task<KeysetCount> CountAsync<T>(
        IQueryable<T> all,
        IQueryable<T> matching,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var top = await all.MaxAsync(row => (long?)EF.Property<long>(row, Id), cancellationToken) ?? 0;
        var inAll = await all.CountAsync(row => EF.Property<long>(row, Id) <= top, cancellationToken);
        var found = ReferenceEquals(all, matching)
            ? inAll
            : await matching.CountAsync(row => EF.Property<long>(row, Id) <= top, cancellationToken);
        return new KeysetCount(top, found, inAll);
    }

    public static IQueryable<T> Slice<T>(IQueryable<T> matching, KeysetSlice slice)
        where T : class
    {
        var rows = matching.Where(row => EF.Property<long>(row, Id) <= slice.Top);
        if (slice.Past is { } past)
            rows = slice.OldestFirst
                ? rows.Where(row => EF.Property<long>(row, Id) > past)
                : rows.Where(row => EF.Property<long>(row, Id) < past);
        rows = slice.OldestFirst
            ? rows.OrderBy(row => EF.Property<long>(row, Id))
            : rows.OrderByDescending(row => EF.Property<long>(row, Id));
        return rows.Skip(slice.Skip).Take(slice.Take);
    }

    /// <summary>How many rows of the frozen list come before this one.</summary>
    public static Task<int> RankAsync<T>(
        IQueryable<T> matching,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    )
        where T : class =>
        oldestFirst
            ? matching.CountAsync(row => EF.Property<long>(row, Id) < id, cancellationToken)
            : matching.CountAsync(
                row => EF.Property<long>(row, Id) > id && EF.Property<long>(row, Id) <= top,
                cancellationToken
            );
}
