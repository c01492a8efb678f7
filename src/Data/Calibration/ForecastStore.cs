using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Calibration;

/// <summary>
/// Keeps forecasts and writes their outcomes. Both may be repeated: a forecast that is there already stays as it is, and an
/// outcome written twice is the same outcome. So a batch in doubt is simply sent again, by this leader or the next.
/// </summary>
public sealed class ForecastStore(NpgsqlDataSource source)
{
    private const string Columns =
        "ticker, checkpoint, symbol, series, event_ticker, close_time, at, cycle_id, chance, quality, yes_bid, yes_ask, quote_quality, market_mid, is_scored";

    /// <summary>Answers how many were new.</summary>
    public async Task<int> KeepAsync(IReadOnlyList<Forecast> forecasts, CancellationToken cancellationToken)
    {
        if (forecasts.Count == 0)
            return 0;
        await using var command = source.CreateCommand(
            $"""
            INSERT INTO live_data.forecasts ({Columns}, is_final)
            SELECT *, false FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (ticker, checkpoint) DO NOTHING
            """
        );
        Add(command, forecasts, one => one.Ticker);
        Add(command, forecasts, one => one.Checkpoint);
        Add(command, forecasts, one => one.Symbol.Name);
        Add(command, forecasts, one => one.Series);
        Add(command, forecasts, one => one.EventTicker);
        Add(command, forecasts, one => one.CloseTime.UtcDateTime);
        Add(command, forecasts, one => one.At.UtcDateTime);
        Add(command, forecasts, one => one.CycleId);
        Add(command, forecasts, one => one.PYes);
        Add(command, forecasts, one => one.Quality.ToString());
        Add(command, forecasts, one => one.YesBid);
        Add(command, forecasts, one => one.YesAsk);
        Add(command, forecasts, one => one.QuoteQuality.ToString());
        Add(command, forecasts, one => one.MarketMid);
        Add(command, forecasts, one => one.IsScored);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Answers how many forecasts got a new outcome. Of several words about one contract the last counts, except that what is
    /// final is not undone by what is not.
    /// </summary>
    public async Task<int> SettleAsync(IReadOnlyList<MarketSettled> settled, CancellationToken cancellationToken)
    {
        if (settled.Count == 0)
            return 0;
        List<MarketSettled> last = [.. settled.GroupBy(one => one.Ticker, StringComparer.Ordinal).Select(LastWord)];
        await using var command = source.CreateCommand(
            """
            UPDATE live_data.forecasts AS f
            SET result = s.result,
                expiration_value = coalesce(s.expiration_value, f.expiration_value),
                settled_at = s.at,
                is_final = s.is_final
            FROM unnest($1, $2, $3, $4, $5) AS s (ticker, result, expiration_value, at, is_final)
            WHERE f.ticker = s.ticker
              AND (s.is_final OR NOT f.is_final)
              AND (f.result, f.is_final, f.expiration_value)
                  IS DISTINCT FROM (s.result, s.is_final, coalesce(s.expiration_value, f.expiration_value))
            """
        );
        Add(command, last, one => one.Ticker);
        Add(command, last, one => one.Result.ToString());
        Add(command, last, one => one.ExpirationValue);
        Add(command, last, one => one.At.UtcDateTime);
        Add(command, last, one => one.IsFinal);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Events whose end we have not heard, newest first: closed between the two moments without a result, or before
    /// <paramref name="finalBy"/> without a final one.
    /// </summary>
    public async Task<IReadOnlyList<UndecidedEvent>> UndecidedAsync(
        DateTimeOffset since,
        DateTimeOffset closedBy,
        DateTimeOffset finalBy,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(
            """
            SELECT series, event_ticker, max(close_time) FROM live_data.forecasts
            WHERE NOT is_final AND close_time >= $1
              AND (result IS NULL AND close_time < $2 OR close_time < $3)
            GROUP BY series, event_ticker ORDER BY 3 DESC LIMIT 500
            """
        );
        foreach (var moment in new[] { since, closedBy, finalBy })
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = moment.UtcDateTime });
        var events = new List<UndecidedEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var close = new DateTimeOffset(reader.GetDateTime(2), TimeSpan.Zero);
            events.Add(new UndecidedEvent(reader.GetString(0), reader.GetString(1), close));
        }
        return events;
    }

    private static MarketSettled LastWord(IEnumerable<MarketSettled> words) =>
        words.Aggregate((before, next) => before.IsFinal && !next.IsFinal ? before : next);

    private static void Add<TItem, T>(NpgsqlCommand command, IReadOnlyList<TItem> items, Func<TItem, T> pick) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. items.Select(pick)] });
}

public sealed record UndecidedEvent(string Series, string EventTicker, DateTimeOffset CloseTime);
