using System.Runtime.CompilerServices;
using Npgsql;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>The price log as the product writes it, every batch committed to disk, against the server reading a file of its own.</summary>
internal sealed class StoreBar : IBar
{
    private const int Symbols = 100;
    private const string Insert =
        "INSERT INTO live_data.price_log (symbol, second, price, kind, source, received_at) VALUES ($1, $2, $3, 'O', $4, now())";

    public string Name => "5 store";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var store = await PrivateStore.StartAsync(cancellationToken);
        var rows = new PriceRows(seed: 1, Symbols);
        await MakeDayAsync(store, rows, cancellationToken);
        var (seconds, rounds) = effort.IsQuick ? (300, 3) : (1000, 7);
        var (ours, copy, single) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            await CleanAsync(store, cancellationToken);
            var mine = await WriteAsync(store, rows.Seconds(seconds), cancellationToken);
            await CleanAsync(store, cancellationToken);
            var theirs = await CopyAsync(store, rows.Seconds(seconds), cancellationToken);
            var one = await OneByOneAsync(store, rows.Seconds(3), cancellationToken);
            // The first round made the files and warmed the code.
            if (round < 0)
                continue;
            ours.Add(mine);
            copy.Add(theirs);
            single.Add(one);
        }
        yield return Row.More(
            Name,
            "rows a second, durable : COPY by the server from its own file",
            Figures.Rate(Statistics.Median(ours), "rows"),
            Figures.Rate(Statistics.Median(copy), "rows"),
            Statistics.Median([.. ours.Zip(copy, (mine, theirs) => mine / theirs)]),
            0.9
        );
        yield return Row.More(
            Name,
            "rows a second : one row a commit",
            Figures.Rate(Statistics.Median(ours), "rows"),
            Figures.Rate(Statistics.Median(single), "rows"),
            Statistics.Median([.. ours.Zip(single, (mine, theirs) => mine / theirs)]),
            100
        );
        var flush = await FlushAsync(store, rows, effort.IsQuick ? 50 : 300, cancellationToken);
        yield return Row.Less(
            Name,
            $"flush of one second of {Symbols} coins, p99 {Figures.Ns(Statistics.Quantile(flush, 0.99))} : 1 ms",
            Figures.Ns(Statistics.Median(flush)),
            "1 ms",
            Statistics.Median(flush) / 1e6,
            1
        );
    }

    private static async Task MakeDayAsync(PrivateStore store, PriceRows rows, CancellationToken cancellationToken)
    {
        // In one piece with a first write, as the product makes it.
        foreach (var symbol in rows.Symbols)
            await store.ExecuteAsync(
                $"SELECT live_data.ensure_price_partitions('{symbol}', '{PriceRows.Day:yyyy-MM-dd}', '{PriceRows.Day:yyyy-MM-dd}')",
                cancellationToken
            );
    }

    /// <summary>Both sides begin on an empty table and a calm disk.</summary>
    private static async Task CleanAsync(PrivateStore store, CancellationToken cancellationToken)
    {
        await store.ExecuteAsync("TRUNCATE live_data.price_log", cancellationToken);
        await store.ExecuteAsync("CHECKPOINT", cancellationToken);
    }

    private static async Task<double> WriteAsync(
        PrivateStore store,
        List<PriceRow> rows,
        CancellationToken cancellationToken
    )
    {
        var from = TimeProvider.System.GetTimestamp();
        foreach (var batch in rows.Chunk(Data.Prices.PriceLogWriter.LargestBatch))
            await store.Prices.WriteAsync(batch, cancellationToken);
        return rows.Count / TimeProvider.System.GetElapsedTime(from).TotalSeconds;
    }

    private static async Task<double> CopyAsync(
        PrivateStore store,
        List<PriceRow> rows,
        CancellationToken cancellationToken
    )
    {
        var file = Path.Combine(Path.GetTempPath(), $"strikeboard-bench-{Guid.NewGuid():N}.tsv");
        await File.WriteAllLinesAsync(file, PriceRows.Lines(rows), cancellationToken);
        try
        {
            var from = TimeProvider.System.GetTimestamp();
            await store.ExecuteAsync($"COPY live_data.price_log FROM '{file}'", cancellationToken);
            return rows.Count / TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<double> OneByOneAsync(
        PrivateStore store,
        List<PriceRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await store.Source.OpenConnectionAsync(cancellationToken);
        var from = TimeProvider.System.GetTimestamp();
        foreach (var row in rows)
        {
            await using var command = new NpgsqlCommand(Insert, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Symbol.Name });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = row.Second.UtcDateTime });
            command.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = row.Price });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Source });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return rows.Count / TimeProvider.System.GetElapsedTime(from).TotalSeconds;
    }

    private static async Task<List<double>> FlushAsync(
        PrivateStore store,
        PriceRows rows,
        int count,
        CancellationToken cancellationToken
    )
    {
        var taken = new List<double>();
        for (var i = -20; i < count; i++)
        {
            var second = rows.Seconds(1);
            var from = TimeProvider.System.GetTimestamp();
            await store.Prices.WriteAsync(second, cancellationToken);
            if (i >= 0)
                taken.Add(TimeProvider.System.GetElapsedTime(from).TotalNanoseconds);
        }
        return taken;
    }
}
