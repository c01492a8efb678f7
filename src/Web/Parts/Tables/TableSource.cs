namespace Strikeboard.Web.Parts.Tables;

/// <summary>Where a table's rows come from.</summary>
public abstract class TableSource<T>
{
    public abstract ValueTask<TableSnapshot<T>> TakeAsync(TableQuery query, CancellationToken cancellationToken);
}

/// <summary>The rows a query found at one moment. Whatever happens meanwhile, a row keeps its place in it.</summary>
public abstract class TableSnapshot<T>(int matching, int inAll, DateTimeOffset at)
{
    public int Matching => matching;

    public int InAll => inAll;

    public DateTimeOffset At => at;

    /// <summary>The newest id in it; what is above came later.</summary>
    public virtual long Top => long.MaxValue;

    public abstract ValueTask<IReadOnlyList<T>> ReadAsync(int start, int count, CancellationToken cancellationToken);

    /// <summary>The row of this key and its place; null where there is none.</summary>
    public abstract ValueTask<(int Place, T Row)?> FindAsync(string key, CancellationToken cancellationToken);
}
