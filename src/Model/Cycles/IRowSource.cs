using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>
/// Where the rows of an output come from. A cycle decides everything its rows will say, but most rows of most symbols are
/// never looked at: they are made when somebody does, always the same.
/// </summary>
public interface IRowSource<T>
{
    ImmutableArray<T> Rows { get; }
}

/// <summary>Rows that are there already.</summary>
internal sealed record GivenRows<T>(ImmutableArray<T> Rows) : IRowSource<T>
{
    public static readonly GivenRows<T> None = new([]);
}

/// <summary>Rows made at the first look and kept. Several may look at once: the first to finish is kept, and all are alike.</summary>
public abstract class RowsOnDemand<T> : IRowSource<T>
{
    private T[]? _rows;

    public ImmutableArray<T> Rows
    {
        get
        {
            var rows = Volatile.Read(ref _rows);
            if (rows is null)
            {
                rows = Make();
                rows = Interlocked.CompareExchange(ref _rows, rows, null) ?? rows;
            }
            return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(rows);
        }
    }

    protected abstract T[] Make();
}
