using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Gaps">Stretches without a candle: nobody traded, or nobody could be asked; trouble says which.</param>
public sealed record CandlesShape(
    Symbol Symbol,
    long Granularity,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<CandleShape> Items,
    IReadOnlyList<CandleGap> Gaps,
    string Trouble
)
{
    public static CandlesShape Of(
        Symbol symbol,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CandleChart chart
    ) =>
        new(
            symbol,
            (long)length.TotalSeconds,
            from,
            to,
            [.. chart.Candles.Select(CandleShape.Of)],
            chart.Gaps,
            chart.Trouble
        );
}

/// <param name="Volume">Null where the candle is of our own log.</param>
public sealed record CandleShape(
    DateTimeOffset Time,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal? Volume,
    string Source
)
{
    public static CandleShape Of(SourcedCandle sourced) =>
        new(
            sourced.Candle.Start,
            sourced.Candle.Open,
            sourced.Candle.High,
            sourced.Candle.Low,
            sourced.Candle.Close,
            sourced.Source == "log" ? null : sourced.Candle.Volume,
            sourced.Source
        );
}
