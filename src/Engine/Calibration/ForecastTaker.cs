using Strikeboard.Model;

namespace Strikeboard.Engine.Calibration;

/// <summary>
/// Takes the forecasts out of a cycle in which a checkpoint is due: of each event once per checkpoint. It is asked in each
/// cycle, mostly for nothing. Not safe for concurrent use: cycles come one after another.
/// </summary>
internal sealed class ForecastTaker
{
    private readonly Dictionary<(string Event, int Checkpoint), DateTimeOffset> _taken = [];

    public IReadOnlyList<Forecast> Take(CycleSnapshot cycle)
    {
        List<Forecast>? forecasts = null;
        foreach (var symbol in cycle.Symbols)
        {
            foreach (var table in symbol.Probabilities)
            {
                if (
                    Checkpoints.Due(table.TtcSeconds) is { } checkpoint
                    && SeriesOf(symbol, table) is { Event: { } marketEvent } series
                    && IsFirst(table.EventTicker, checkpoint, cycle.StartedAt)
                )
                    (forecasts ??= []).AddRange(Take(cycle, symbol.Symbol, table, series, marketEvent, checkpoint));
            }
        }
        return forecasts ?? (IReadOnlyList<Forecast>)[];
    }

    private bool IsFirst(string eventTicker, int checkpoint, DateTimeOffset at)
    {
        if (!_taken.TryAdd((eventTicker, checkpoint), at))
            return false;
        // What was taken an hour ago cannot be due again.
        foreach (var old in _taken.Where(pair => at - pair.Value > TimeSpan.FromHours(1)).ToList())
            _taken.Remove(old.Key);
        return true;
    }

    private static IEnumerable<Forecast> Take(
        CycleSnapshot cycle,
        Symbol symbol,
        ProbabilityTable table,
        SeriesView series,
        MarketEvent marketEvent,
        int checkpoint
    ) =>
        table.Markets.Select(market =>
        {
            var quote = series.Quotes.GetValueOrDefault(market.Ticker);
            return new Forecast
            {
                Ticker = market.Ticker,
                Checkpoint = checkpoint,
                Symbol = symbol,
                Series = table.Series,
                EventTicker = table.EventTicker,
                CloseTime = marketEvent.CloseTime,
                At = cycle.StartedAt,
                CycleId = cycle.Id,
                PYes = market.PYes,
                Quality = table.Quality,
                YesBid = quote?.YesBid?.Cents,
                YesAsk = quote?.YesAsk?.Cents,
                QuoteQuality = quote?.QualityAt(cycle.StartedAt) ?? Quality.Missing,
            };
        });

    private static SeriesView? SeriesOf(SymbolSnapshot symbol, ProbabilityTable table) =>
        symbol.Market?.Series.FirstOrDefault(series => series.Event?.Ticker == table.EventTicker);
}
