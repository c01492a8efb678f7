using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strikeboard.Data.Calibration;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Calibration;

public sealed class ForecastStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Close = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private ForecastStore Store => _database.Services.GetRequiredService<ForecastStore>();
    private ForecastReader Reader => _database.Services.GetRequiredService<ForecastReader>();

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Keep_TheSameForecastsTwice_KeepsTheFirst()
    {
        var first = new[] { At("T1", 300), At("T2", 300), At("T1", 60) };
        Assert.Equal(3, await Store.KeepAsync(first, Ct));

        Assert.Equal(1, await Store.KeepAsync([At("T1", 300) with { PYes = 0.9, CycleId = 2 }, At("T2", 60)], Ct));

        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        var rows = await db.Forecasts.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal((0.6, 1L), (row.Chance, row.CycleId)));
    }

    [Fact]
    public async Task Table_ASecondRowOfOneContractAndCheckpoint_IsRefused()
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        const string Insert = """
            INSERT INTO live_data.forecasts (ticker, checkpoint, symbol, series, event_ticker, close_time, at, cycle_id, chance, quality, quote_quality, is_scored, is_final)
            VALUES ('T1', 300, 'BTC', 'KXBTCD', 'E', now(), now(), 1, 0.5, 'Live', 'Live', true, false)
            """;
        await using var first = source.CreateCommand(Insert);
        await first.ExecuteNonQueryAsync(Ct);

        await using var again = source.CreateCommand(Insert);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => again.ExecuteNonQueryAsync(Ct));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }

    [Fact]
    public async Task Settle_SeveralWords_TheLastCountsAndWhatIsFinalStays()
    {
        await Store.KeepAsync([At("T1", 300), At("T1", 60)], Ct);

        Assert.Equal(2, await Store.SettleAsync([Ended("T1", Side.Yes), Ended("other", Side.No)], Ct));
        Assert.Equal(0, await Store.SettleAsync([Ended("T1", Side.Yes)], Ct));
        Assert.Equal(2, await Store.SettleAsync([Ended("T1", Side.Yes), Ended("T1", Side.No, isFinal: true)], Ct));
        Assert.Equal(0, await Store.SettleAsync([Ended("T1", Side.Yes)], Ct));

        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        Assert.All(
            await db.Forecasts.AsNoTracking().ToListAsync(Ct),
            row => Assert.Equal((Side.No, true, 84_000m), (row.Result, row.IsFinal, row.ExpirationValue))
        );
    }

    [Fact]
    public async Task Undecided_OnlyEventsOverdueForAWord_NewestFirst()
    {
        await Store.KeepAsync(
            [
                At("open", 60, Close.AddMinutes(10)),
                At("missed", 60, Close.AddMinutes(-5)),
                At("early", 60, Close.AddMinutes(-30)),
                At("told", 60, Close.AddMinutes(-6)),
                At("final", 60, Close.AddMinutes(-40)),
                At("given-up", 60, Close.AddDays(-20)),
            ],
            Ct
        );
        await Store.SettleAsync(
            [Ended("early", Side.Yes), Ended("told", Side.Yes), Ended("final", Side.Yes, isFinal: true)],
            Ct
        );

        var undecided = await Store.UndecidedAsync(Close.AddDays(-14), Close.AddMinutes(-2), Close.AddMinutes(-20), Ct);

        Assert.Equal(["E-missed", "E-early"], undecided.Select(one => one.EventTicker));
    }

    [Fact]
    public async Task Read_OnlyScoredAndSettled_AndCountsTheRest()
    {
        await Store.KeepAsync(
            [
                At("T1", 300),
                At("T2", 300) with
                {
                    Quality = Quality.Estimated,
                },
                At("T3", 300) with
                {
                    QuoteQuality = Quality.Stale,
                },
                At("T4", 300),
                At("T5", 60),
            ],
            Ct
        );
        await Store.SettleAsync([Ended("T1", Side.Yes), Ended("T2", Side.Yes), Ended("T3", Side.No)], Ct);
        var filter = new ForecastFilter(new Symbol("BTC"), "KXBTCD", 300, Close.AddHours(-1), Close);
        var scored = new List<SettledForecast>();

        await Reader.ReadSettledAsync(filter, scored.Add, Ct);

        Assert.Equal(
            [(0.6, 0.51, true), (0.6, null, false)],
            scored.OrderBy(one => one.MarketMid is null).Select(one => (one.PYes, one.MarketMid, one.CameYes))
        );
        Assert.Equal(
            [new ForecastCount(300, Kept: 4, Waiting: 1, Overdue: 1, NotScored: 1)],
            await Reader.CountAsync(filter, Close.AddHours(1), Ct)
        );
        Assert.Empty(await Reader.CountAsync(filter with { Symbol = new Symbol("ETH") }, Close, Ct));
    }

    private static Forecast At(string ticker, int checkpoint, DateTimeOffset? close = null) =>
        new()
        {
            Ticker = ticker,
            Checkpoint = checkpoint,
            Symbol = new Symbol("BTC"),
            Series = "KXBTCD",
            EventTicker = $"E-{ticker}",
            CloseTime = close ?? Close,
            At = (close ?? Close).AddSeconds(-checkpoint),
            CycleId = 1,
            PYes = 0.6,
            Quality = Quality.Live,
            YesBid = 50,
            YesAsk = 52,
            QuoteQuality = Quality.Live,
        };

    private static MarketSettled Ended(string ticker, Side result, bool isFinal = false) =>
        new()
        {
            Source = "kalshi",
            Series = "KXBTCD",
            EventTicker = $"E-{ticker}",
            Ticker = ticker,
            Result = result,
            ExpirationValue = 84_000m,
            CloseTime = Close,
            At = Close.AddSeconds(3),
            IsFinal = isFinal,
        };
}
