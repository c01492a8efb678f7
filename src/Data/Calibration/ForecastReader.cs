using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Calibration;

/// <summary>A forecast that counts, with its outcome.</summary>
public readonly record struct SettledForecast(
    int Checkpoint,
    DateTimeOffset CloseTime,
    double PYes,
    double? MarketMid,
    bool CameYes
);

/// <summary>Reads forecasts in bulk. Rows are handed on as they arrive, so that a year of them needs no memory here.</summary>
public sealed class ForecastReader(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<ForecastCount>> CountAsync(
        ForecastFilter filter,
        DateTimeOffset overdueFrom,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand();
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = overdueFrom.UtcDateTime });
        command.CommandText = $"""
            SELECT checkpoint, count(*)::int,
                   (count(*) FILTER (WHERE result IS NULL))::int,
                   (count(*) FILTER (WHERE result IS NULL AND close_time < $1))::int,
                   (count(*) FILTER (WHERE result IS NOT NULL AND NOT is_scored))::int
            FROM live_data.forecasts WHERE {Where(command, filter)} GROUP BY checkpoint
            """;
        var counts = new List<ForecastCount>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            counts.Add(
                new ForecastCount(
                    reader.GetInt32(0),
                    reader.GetInt32(1),
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.GetInt32(4)
                )
            );
        return counts;
    }

    public async Task ReadSettledAsync(
        ForecastFilter filter,
        Action<SettledForecast> take,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand();
        command.CommandText = $"""
            SELECT checkpoint, close_time, chance, market_mid, result = 'Yes'
            FROM live_data.forecasts WHERE result IS NOT NULL AND is_scored AND {Where(command, filter)}
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            take(
                new SettledForecast(
                    reader.GetInt32(0),
                    new DateTimeOffset(reader.GetDateTime(1), TimeSpan.Zero),
                    reader.GetDouble(2),
                    reader.IsDBNull(3) ? null : reader.GetDouble(3),
                    reader.GetBoolean(4)
                )
            );
    }

    private static string Where(NpgsqlCommand command, ForecastFilter filter)
    {
        var parts = new List<string> { "true" };
        if (filter.Symbol is { } symbol)
            parts.Add($"symbol = {Parameter(command, symbol.Name)}");
        if (filter.Series is { } series)
            parts.Add($"series = {Parameter(command, series)}");
        if (filter.Checkpoint is { } checkpoint)
            parts.Add($"checkpoint = {Parameter(command, checkpoint)}");
        if (filter.From is { } from)
            parts.Add($"close_time >= {Parameter(command, from.UtcDateTime)}");
        if (filter.To is { } to)
            parts.Add($"close_time <= {Parameter(command, to.UtcDateTime)}");
        return string.Join(" AND ", parts);
    }

    private static string Parameter<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return FormattableString.Invariant($"${command.Parameters.Count}");
    }
}
