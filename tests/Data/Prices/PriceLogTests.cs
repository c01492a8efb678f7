using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strikeboard.Data.Prices;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Prices;

public sealed class PriceLogTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Symbol Btc = new("BTC");
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private PriceLogStore Store => _database.Services.GetRequiredService<PriceLogStore>();
    private PriceLogReader Reader => _database.Services.GetRequiredService<PriceLogReader>();

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Write_AnyBatch_ComesBackWhole(int count)
    {
        var rows = Rows(count).ToList();

        await Store.WriteAsync(rows, Ct);

        Assert.Equal(rows, await Reader.RangeAsync(Btc, Noon, Noon.AddDays(1), Ct));
        Assert.Equal(rows[^2..], await Reader.LastAsync(Btc, 2, Ct));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3000)]
    public async Task Write_TheSameSecondsAgain_KeepsTheLaterPrices(int count)
    {
        await Store.WriteAsync([.. Rows(count)], Ct);
        var later = Rows(count).Select(row => row with { Price = row.Price + 1 }).ToList();

        await Store.WriteAsync(later, Ct);

        Assert.Equal(later, await Reader.RangeAsync(Btc, Noon, Noon.AddDays(1), Ct));
    }

    [Fact]
    public async Task Candles_OfTheLog_CutAtTheGridAndLeaveOutWarmStarts()
    {
        PriceRow Row(int second, decimal price, PriceRowKind kind = PriceRowKind.Observed) =>
            new(Btc, Noon.AddSeconds(second), price, kind, "coinbase");
        // The row at :60 covers (:59, :60] and is the first minute's last.
        await Store.WriteAsync(
            [
                Row(0, 1m),
                Row(1, 10m),
                Row(30, 14m, PriceRowKind.Interpolated),
                Row(45, 9m),
                Row(60, 11m),
                Row(61, 20m),
                Row(90, 99m, PriceRowKind.WarmStart),
            ],
            Ct
        );

        var candles = await Reader.CandlesAsync(Btc, TimeSpan.FromMinutes(1), Noon, Noon.AddMinutes(10), Ct);
        Assert.Equal(
            [
                new LoggedCandle(new Candle(Noon, TimeSpan.FromMinutes(1), 10m, 14m, 9m, 11m, 0m), 4),
                new LoggedCandle(new Candle(Noon.AddMinutes(1), TimeSpan.FromMinutes(1), 20m, 20m, 20m, 20m, 0m), 1),
            ],
            candles
        );
    }

    [Fact]
    public async Task Write_AnEstimateOverAnObservation_KeepsTheObservation()
    {
        var observed = Rows(1).Single();
        var estimate = observed with { Price = 1m, Kind = PriceRowKind.WarmStart };

        await Store.WriteAsync([observed], Ct);
        await Store.WriteAsync([estimate], Ct);
        await Store.WriteAsync(
            [observed with { Second = Noon.AddSeconds(1) }, estimate with { Second = Noon.AddSeconds(1) }],
            Ct
        );

        var kept = await Reader.LastAsync(Btc, 10, Ct);
        Assert.All(kept, row => Assert.Equal(PriceRowKind.Observed, row.Kind));
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public async Task Write_AnObservationOverAnEstimate_ReplacesIt()
    {
        var observed = Rows(1).Single();
        await Store.WriteAsync([observed with { Price = 1m, Kind = PriceRowKind.Interpolated }], Ct);

        await Store.WriteAsync([observed], Ct);

        Assert.Equal([observed], await Reader.LastAsync(Btc, 10, Ct));
    }

    [Fact]
    public async Task Write_OverMidnightAndAThirdSymbol_MakesThePartitions()
    {
        var midnight = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var sol = new Symbol("SOL");
        await Store.WriteAsync([Row(sol, midnight.AddSeconds(-1)), Row(sol, midnight)], Ct);

        Assert.Equal("1", await AskAsync("SELECT count(*) FROM live_data.sol_price_log_20261121"));
        Assert.Equal("1", await AskAsync("SELECT count(*) FROM live_data.sol_price_log_20261122"));
        Assert.Equal("2", await AskAsync("SELECT count(*) FROM live_data.sol_price_log"));
        Assert.Equal("0", await AskAsync("SELECT count(*) FROM live_data.btc_price_log"));
    }

    [Fact]
    public async Task DropBefore_OldDays_GoWholeAndCanBeWrittenAgain()
    {
        await Store.WriteAsync([Row(Btc, Noon.AddDays(-2)), Row(Btc, Noon.AddDays(-1)), Row(Btc, Noon)], Ct);

        var dropped = await Store.DropBeforeAsync(new DateOnly(2026, 11, 21), Ct);

        Assert.Equal(2, dropped);
        Assert.Single(await Reader.LastAsync(Btc, 10, Ct));
        await Store.WriteAsync([Row(Btc, Noon.AddDays(-2))], Ct);
        Assert.Equal(2, (await Reader.LastAsync(Btc, 10, Ct)).Count);
    }

    [Fact]
    public async Task Write_DayDroppedByAnotherProcess_MakesItAgain()
    {
        await Store.WriteAsync([Row(Btc, Noon)], Ct);
        await AskAsync("SELECT live_data.drop_price_partitions('2026-12-01')");

        await Store.WriteAsync([Row(Btc, Noon)], Ct);

        Assert.Single(await Reader.LastAsync(Btc, 10, Ct));
    }

    [Theory]
    [InlineData("b'; DROP SCHEMA jobs; --")]
    [InlineData("btc")]
    [InlineData("")]
    public async Task EnsurePartitions_NoSymbol_IsRefused(string symbol)
    {
        await using var command = _database
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("SELECT live_data.ensure_price_partitions($1, '2026-11-21', '2026-11-21')");
        command.Parameters.AddWithValue(symbol);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Ct));

        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refused.SqlState);
    }

    [Fact]
    public async Task Writer_Stopped_StoresWhatItHasTaken()
    {
        var writer = _database.Services.GetRequiredService<PriceLogWriter>();
        await writer.StartAsync(Ct);
        foreach (var row in Rows(100))
            writer.Write(row);

        await writer.StopAsync(Ct);

        Assert.Equal(0, writer.Waiting);
        Assert.Equal(100, (await Reader.LastAsync(Btc, 1000, Ct)).Count);
    }

    [Fact]
    public async Task Writer_ARowTheTableRefuses_DoesNotHoldUpTheOthers()
    {
        var writer = _database.Services.GetRequiredService<PriceLogWriter>();
        await writer.StartAsync(Ct);
        writer.Write(Row(Btc, Noon));
        writer.Write(Row(Btc, Noon.AddSeconds(1)) with { Price = 0m });
        writer.Write(Row(Btc, Noon.AddSeconds(2)));

        await writer.StopAsync(Ct);

        Assert.Equal(1, writer.Refused);
        Assert.Equal(2, (await Reader.LastAsync(Btc, 10, Ct)).Count);
    }

    private static IEnumerable<PriceRow> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => Row(Btc, Noon.AddSeconds(i)) with { Price = 84_000.12345678m + i });

    private static PriceRow Row(Symbol symbol, DateTimeOffset second) =>
        new(symbol, second, 84_000.5m, PriceRowKind.Observed, "coinbase");

    private async Task<string> AskAsync(string sql)
    {
        await using var command = _database.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (await command.ExecuteScalarAsync(Ct))?.ToString() ?? "";
    }
}
