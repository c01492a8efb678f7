namespace Strikeboard.Engine;

/// <summary>Reads a long list by any stretch of it, for screens that scroll through all of it.</summary>
public interface IKeysetReader<T, in TFilter>
{
    Task<KeysetCount> CountAsync(TFilter filter, CancellationToken cancellationToken);

    Task<IReadOnlyList<T>> SliceAsync(TFilter filter, KeysetSlice slice, CancellationToken cancellationToken);

    /// <summary>How many rows come before the one with this id, itself kept by the filter or not.</summary>
    Task<int> RankAsync(TFilter filter, long id, long top, bool oldestFirst, CancellationToken cancellationToken);
}
