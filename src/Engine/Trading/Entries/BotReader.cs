using System.Text.Json;
using Npgsql;
using Strikeboard.Engine.Trading.Reading;

namespace Strikeboard.Engine.Trading.Entries;

internal sealed class BotReader(NpgsqlDataSource source, EntryBot bot) : IBotReader
{
    public async Task<BotView?> ReadAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync("WHERE name = $1", name, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<BotView>> AllAsync(CancellationToken cancellationToken) =>
        ReadAsync("WHERE name <> $1 ORDER BY name", "", cancellationToken);

    private async Task<IReadOnlyList<BotView>> ReadAsync(
        string which,
        string argument,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(
            $"SELECT name, is_on, settings, changed_at, changed_by FROM trading.bots {which}"
        );
        command.Parameters.AddWithValue(argument);
        return await KeysetSql<BotView>.RowsAsync(
            command,
            row =>
            {
                var memory = JsonSerializer.Deserialize<BotMemory>(row.GetString(2))!;
                return new BotView(
                    row.GetString(0),
                    row.GetBoolean(1),
                    memory.Guard,
                    memory.Settings with
                    {
                        Enabled = row.GetBoolean(1),
                    },
                    row.Moment(3)!.Value,
                    row.GetString(4),
                    bot.LastEntryAt,
                    bot.LastRefusalAt
                );
            },
            cancellationToken
        );
    }
}
