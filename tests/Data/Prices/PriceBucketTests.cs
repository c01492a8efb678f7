using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strikeboard.Data.Prices;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Prices;

/// <summary>What is left of a stretch of prices draws the same picture as all of it.</summary>
public sealed class PriceBucketTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Symbol Btc = new("BTC");
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task BucketOfASecond_GivesEveryRowAsItIs()
    {
        PriceRow[] rows =
        [
            Row(0, 100),
            Row(1, 101.25m, PriceRowKind.Interpolated),
            Row(2, 99, PriceRowKind.WarmStart, "candles"),
        ];

        var read = await ReadAsync(rows, bucket: 1);

        Assert.Equal(rows, read.Rows);
        Assert.Empty(read.Gaps);
    }

    [Fact]
    public async Task WideBucket_KeepsFirstLastLowestAndHighest_AtTheirOwnSeconds()
    {
        // A peak of one second and a trough of one second: an average would lose both.
        var rows = Enumerable
            .Range(0, 120)
            .Select(i =>
                Row(
                    i,
                    i == 37 ? 900
                        : i == 81 ? 10
                        : 100 + i % 3
                )
            )
            .ToList();

        var read = await ReadAsync(rows, bucket: 60);

        int[] kept = [.. read.Rows.Select(row => (int)(row.Second - Noon).TotalSeconds)];
        Assert.Equal([0, 37, 59, 60, 81, 119], kept.Intersect([0, 37, 59, 60, 81, 119]));
        Assert.True(read.Rows.Count <= 8);
        Assert.Equal(900, read.Rows.Max(row => row.Price));
        Assert.Equal(10, read.Rows.Min(row => row.Price));
    }

    [Fact]
    public async Task Thinned_TouchesTheExtremesOfEveryBucket()
    {
        var random = new Random(7);
        var price = 100_000m;
        var rows = Enumerable.Range(0, 3000).Select(i => Row(i, price += random.Next(-50, 51))).ToList();

        var read = await ReadAsync(rows, bucket: 100);

        foreach (var bucket in rows.GroupBy(row => row.Second.ToUnixTimeSeconds() / 100))
        {
            var kept = read.Rows.Where(row => row.Second.ToUnixTimeSeconds() / 100 == bucket.Key).ToList();
            Assert.Equal(bucket.Min(row => row.Price), kept.Min(row => row.Price));
            Assert.Equal(bucket.Max(row => row.Price), kept.Max(row => row.Price));
            Assert.Equal((bucket.First(), bucket.Last()), (kept[0], kept[^1]));
        }
    }

    [Fact]
    public async Task Gap_WithinABucket_IsNamed_AndBothItsEndsAreKept()
    {
        var rows = Enumerable.Range(0, 20).Concat(Enumerable.Range(40, 20)).Select(i => Row(i, 100 + i)).ToList();

        var read = await ReadAsync(rows, bucket: 60);

        Assert.Equal([new PriceGap(Noon.AddSeconds(19), Noon.AddSeconds(40))], read.Gaps);
        Assert.Contains(rows[19], read.Rows);
        Assert.Contains(rows[20], read.Rows);
    }

    [Fact]
    public async Task Averages_CountObservedRowsOnly()
    {
        var read = await ReadAsync([Row(0, 100), Row(1, 102), Row(2, 500, PriceRowKind.Interpolated)], bucket: 60);

        Assert.Equal([new BucketAverage(Noon.AddSeconds(59), 202, 2)], read.Averages);
    }

    [Fact]
    public async Task OtherSymbolsAndOtherTimes_AreLeftOut()
    {
        await Store.WriteAsync([Row(5, 1) with { Symbol = new Symbol("ETH") }, Row(-1, 2), Row(61, 3)], Ct);

        var read = await ReadAsync([Row(0, 100), Row(60, 101)], bucket: 1);

        Assert.Equal([100, 101], read.Rows.Select(row => row.Price));
    }

    [Fact]
    public async Task WeekOfSeconds_IsThinnedToAThousandRows()
    {
        await FillWeekAsync();
        var began = TimeProvider.System.GetTimestamp();

        var read = await Reader.ReadAsync(
            Btc,
            Noon,
            Noon.AddDays(7),
            TimeSpan.FromSeconds(1800),
            TimeSpan.FromSeconds(450),
            Ct
        );

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms"
        );
        Assert.InRange(read.Rows.Count, 337, 4 * 337);
        Assert.Equal(Noon, read.Rows[0].Second);
    }

    private PriceLogStore Store => _database.Services.GetRequiredService<PriceLogStore>();

    private PriceBucketReader Reader => _database.Services.GetRequiredService<PriceBucketReader>();

    private async Task<PriceBuckets> ReadAsync(IReadOnlyCollection<PriceRow> rows, int bucket)
    {
        await Store.WriteAsync(rows, Ct);
        return await Reader.ReadAsync(
            Btc,
            Noon,
            Noon.AddSeconds(rows.Count == 2 ? 60 : 3600),
            bucket * Second,
            Second,
            Ct
        );
    }

    private async Task FillWeekAsync()
    {
        var data = _database.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = data.CreateCommand(
            """
            SELECT live_data.ensure_price_partitions('BTC', '2026-11-21', '2026-11-29');
            INSERT INTO live_data.price_log
            SELECT 'BTC', '2026-11-21 12:00:00+00'::timestamptz + i * interval '1 s', 100000 + (i::bigint * 7919) % 5000, 'O', 'coinbase', now()
            FROM generate_series(0, 604799) AS i
            """
        );
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static PriceRow Row(
        int second,
        decimal price,
        PriceRowKind kind = PriceRowKind.Observed,
        string source = "coinbase"
    ) => new(Btc, Noon.AddSeconds(second), price, kind, source);
}
