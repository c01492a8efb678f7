using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>A list that is joined from several tables, by any stretch of it. Its ids are those of the diary lines that began its rows.</summary>
/// <param name="From">The joined tables, with the conditions that always hold.</param>
internal sealed class KeysetSql<T>(
    NpgsqlDataSource source,
    string columns,
    string from,
    string id,
    Func<DbDataReader, T> read
)
{
    public async Task<KeysetCount> CountAsync(Conditions filter, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"SELECT coalesce(max({id}), 0), count(*) FILTER (WHERE {filter.Sql}), count(*) {from}"
        );
        filter.Bind(command);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new KeysetCount(row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2));
    }

    public async Task<IReadOnlyList<T>> SliceAsync(
        Conditions filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    )
    {
        var (past, order) = slice.OldestFirst ? (">", "ASC") : ("<", "DESC");
        filter.And($"{id} <= ?", slice.Top).And($"{id} {past} ?", slice.Past);
        await using var command = source.CreateCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {columns} {from} AND {filter.Sql} ORDER BY {id} {order} OFFSET {slice.Skip} LIMIT {slice.Take}"
            )
        );
        filter.Bind(command);
        return await RowsAsync(command, read, cancellationToken);
    }

    public async Task<int> RankAsync(
        Conditions filter,
        long row,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    )
    {
        filter.And($"{id} {(oldestFirst ? "<" : ">")} ?", row).And($"{id} <= ?", top);
        await using var command = source.CreateCommand($"SELECT count(*) {from} AND {filter.Sql}");
        filter.Bind(command);
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<IReadOnlyList<T>> RowsAsync(
        NpgsqlCommand command,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }
}
