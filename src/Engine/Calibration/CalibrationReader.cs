using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Calibration;
using Strikeboard.Model;
using Strikeboard.Quant.Calibration;

namespace Strikeboard.Engine.Calibration;

internal sealed class CalibrationReader(
    ForecastReader forecasts,
    IDbContextFactory<StrikeboardDb> database,
    CalibrationNews news,
    TimeProvider time
) : ICalibrationReader, IDisposable
{
    private const int MostRemembered = 32;

    /// <summary>What another node wrote is seen after this at the latest.</summary>
    private static readonly TimeSpan LongestRemembered = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<ForecastFilter, Remembered> _remembered = [];

    public async Task<CalibrationAnswer> ReadAsync(ForecastFilter filter, CancellationToken cancellationToken)
    {
        // One reckoning at a time: many viewers of one page ask for the same, and find it done.
        await _one.WaitAsync(cancellationToken);
        try
        {
            var (now, version) = (time.GetUtcNow(), news.Version);
            if (_remembered.TryGetValue(filter, out var kept) && kept.Serves(now, version))
                return kept.Answer;
            var answer = await ReckonAsync(filter, now, cancellationToken);
            if (_remembered.Count >= MostRemembered)
                _remembered.Remove(_remembered.MinBy(pair => pair.Value.Answer.AsOf).Key);
            _remembered[filter] = new Remembered(answer, version);
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task<Page<ForecastEntry>> ListAsync(
        ForecastFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var query = Narrow(db.Forecasts.AsNoTracking(), filter);
        var total = await query.LongCountAsync(cancellationToken);
        if (long.TryParse(page.After, CultureInfo.InvariantCulture, out var after))
            query = query.Where(row => row.Id < after);
        var rows = await query.OrderByDescending(row => row.Id).Take(page.Rows + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Rows).Select(FromRow).ToList();
        return new(items, total, rows.Count > page.Rows ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    public void Dispose() => _one.Dispose();

    private async Task<CalibrationAnswer> ReckonAsync(
        ForecastFilter filter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var to = filter.To ?? now.AddHours(1);
        var from = filter.From ?? now - ICalibrationReader.DefaultWindow;
        var window = filter with { From = from, To = to };
        var counts = await forecasts.CountAsync(window, now - Overdue, cancellationToken);
        var studies = new Dictionary<int, CalibrationStudy>();
        await forecasts.ReadSettledAsync(
            window,
            one =>
            {
                if (!studies.TryGetValue(one.Checkpoint, out var study))
                    studies[one.Checkpoint] = study = new CalibrationStudy();
                study.Add(one.CloseTime.UtcTicks, one.PYes, one.MarketMid, one.CameYes);
            },
            cancellationToken
        );
        return new CalibrationAnswer(
            now,
            from,
            to,
            [
                .. Checkpoints
                    .Seconds.Where(checkpoint => filter.Checkpoint is null || checkpoint == filter.Checkpoint)
                    .Select(checkpoint =>
                        CalibrationWords.Of(
                            checkpoint,
                            counts.FirstOrDefault(count => count.Checkpoint == checkpoint),
                            studies.GetValueOrDefault(checkpoint)?.Judge()
                        )
                    ),
            ]
        );
    }

    private static IQueryable<ForecastRow> Narrow(IQueryable<ForecastRow> rows, ForecastFilter filter)
    {
        if (filter.Symbol is { } symbol)
            rows = rows.Where(row => row.Symbol == symbol.Name);
        if (filter.Series is { } series)
            rows = rows.Where(row => row.Series == series);
        if (filter.Checkpoint is { } checkpoint)
            rows = rows.Where(row => row.Checkpoint == checkpoint);
        if (filter.From is { } from)
            rows = rows.Where(row => row.CloseTime >= from);
        if (filter.To is { } to)
            rows = rows.Where(row => row.CloseTime <= to);
        return rows;
    }

    private static ForecastEntry FromRow(ForecastRow row) =>
        new(
            row.Id,
            new Forecast
            {
                Ticker = row.Ticker,
                Checkpoint = row.Checkpoint,
                Symbol = new Symbol(row.Symbol),
                Series = row.Series,
                EventTicker = row.EventTicker,
                CloseTime = row.CloseTime,
                At = row.At,
                CycleId = row.CycleId,
                PYes = row.Chance,
                Quality = row.Quality,
                YesBid = row.YesBid,
                YesAsk = row.YesAsk,
                QuoteQuality = row.QuoteQuality,
            },
            row.Result,
            row.ExpirationValue,
            row.SettledAt,
            row.IsFinal
        );

    private sealed record Remembered(CalibrationAnswer Answer, long Version)
    {
        public bool Serves(DateTimeOffset now, long version)
        {
            var age = now - Answer.AsOf;
            return age < LeastBetween || (version == Version && age < LongestRemembered);
        }
    }
}
