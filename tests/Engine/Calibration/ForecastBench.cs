using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Data.Calibration;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Calibration;

/// <summary>A node that keeps forecasts over a real database: cycles as a clock moved by hand brings them.</summary>
internal sealed class ForecastBench : IAsyncDisposable
{
    public const int Contracts = 4;
    public static readonly DateTimeOffset Close = new(2026, 9, 9, 15, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database;
    private Facts _facts = null!;
    private ForecastRecorder _recorder = null!;

    private ForecastBench(TestDatabase database) => _database = database;

    public ManualTime Time { get; } = new(Close.AddMinutes(-50));

    public CalibrationNews News { get; } = new();

    public ForecastRecorder Recorder => _recorder;

    public ForecastStore Store => _database.Services.GetRequiredService<ForecastStore>();

    public static async Task<ForecastBench> CreateAsync(PostgresFixture postgres, CancellationToken ct)
    {
        var bench = new ForecastBench(await postgres.CreateDatabaseAsync(ct));
        await bench.StartAsync(ct);
        return bench;
    }

    public CalibrationReader Reader() =>
        new(_database.Services.GetRequiredService<ForecastReader>(), _database.Contexts, News, Time);

    public async Task StartAsync(CancellationToken ct)
    {
        _facts = new Facts(NullLogger<Facts>.Instance);
        _recorder = new ForecastRecorder(Store, News, _facts, new Diary(), Time, NullLogger<ForecastRecorder>.Instance);
        await _recorder.StartAsync(ct);
    }

    /// <summary>Everything told so far is written when this returns.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await _recorder.StopAsync(ct);
        _recorder.Dispose();
    }

    public async Task<List<ForecastRow>> RowsAsync(CancellationToken ct)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(ct);
        return await db.Forecasts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
    }

    /// <summary>A cycle a second until so much is left to the close.</summary>
    public void RunUntil(double secondsLeft, Quality quality = Quality.Live, double chance = 0.6)
    {
        while ((Close - Time.GetUtcNow()).TotalSeconds > secondsLeft)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            _facts.Publish(new CyclePublished(Cycle(Time.GetUtcNow(), quality, chance)));
        }
    }

    public void Settle(Func<int, Side> result, bool isFinal = false)
    {
        for (var i = 0; i < Contracts; i++)
            _facts.Publish(Ended(i, result(i), isFinal));
    }

    public static MarketSettled Ended(int contract, Side result, bool isFinal = false) =>
        new()
        {
            Source = "kalshi",
            Series = "KXBTCD",
            EventTicker = "E",
            Ticker = Ticker(contract),
            Result = result,
            ExpirationValue = 84_000.5m,
            CloseTime = Close,
            At = Close.AddSeconds(3),
            IsFinal = isFinal,
        };

    public static string Ticker(int contract) => FormattableString.Invariant($"E-T{contract}");

    public async ValueTask DisposeAsync()
    {
        _recorder.Dispose();
        await _database.DisposeAsync();
    }

    private static CycleSnapshot Cycle(DateTimeOffset now, Quality quality, double chance)
    {
        var tickers = Enumerable.Range(0, Contracts).Select(Ticker).ToImmutableArray();
        var symbol = new Symbol("BTC");
        var part = new SymbolSnapshot
        {
            Symbol = symbol,
            CycleId = now.ToUnixTimeSeconds(),
            Steps = [new StepReport("probability", StepOutcome.Succeeded, 1, null)],
            Market = Market(symbol, now, tickers),
            Probabilities =
            [
                new ProbabilityTable
                {
                    Series = "KXBTCD",
                    EventTicker = "E",
                    TtcSeconds = (Close - now).TotalSeconds,
                    Phase = EventPhase.Open,
                    Mean = 84_000,
                    StandardDeviation = 100,
                    KnownTicks = 0,
                    InterpolatedTicks = 0,
                    Quality = quality,
                    Markets = [.. tickers.Select(ticker => new MarketProbability(ticker, chance))],
                },
            ],
        };
        return new CycleSnapshot
        {
            Id = part.CycleId,
            Generation = 1,
            DueAt = now,
            StartedAt = now,
            Ms = 1,
            Outcome = CycleOutcome.Succeeded,
            Symbols = [part],
        };
    }

    /// <summary>The first contract has no buyer, the second an old quote.</summary>
    private static MarketView Market(Symbol symbol, DateTimeOffset now, ImmutableArray<string> tickers) =>
        new()
        {
            Symbol = symbol,
            AsOf = now,
            Quality = Quality.Live,
            Series =
            [
                new SeriesView
                {
                    Series = "KXBTCD",
                    Event = new MarketEvent
                    {
                        Ticker = "E",
                        Series = "KXBTCD",
                        Title = "BTC",
                        OpenTime = Close.AddHours(-1),
                        CloseTime = Close,
                        Markets = [],
                    },
                    Quotes = tickers
                        .Select(
                            (ticker, i) =>
                                new MarketQuote
                                {
                                    Ticker = ticker,
                                    YesBid = i == 0 ? null : new ContractPrice(0.50m),
                                    YesAsk = new ContractPrice(0.53m),
                                    AsOf = i == 1 ? now.AddMinutes(-1) : now,
                                    Transport = Transport.Stream,
                                }
                        )
                        .ToImmutableDictionary(quote => quote.Ticker, StringComparer.Ordinal),
                },
            ],
        };
}
