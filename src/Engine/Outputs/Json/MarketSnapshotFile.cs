using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs.Json;

/// <summary>What stood on the venue when the cycle began: every symbol, every series, every contract of the current event.</summary>
internal sealed record MarketSnapshotFile(long CycleId, DateTimeOffset Timestamp, IReadOnlyList<SymbolMarkets> Symbols)
{
    public static MarketSnapshotFile Of(CycleSnapshot cycle) =>
        new(cycle.Id, cycle.StartedAt, [.. cycle.Symbols.Select(symbol => SymbolMarkets.Of(symbol, cycle.StartedAt))]);
}

/// <param name="Error">Why there is nothing of this symbol in this cycle.</param>
internal sealed record SymbolMarkets(
    Symbol Symbol,
    DateTimeOffset? AsOf,
    Quality Quality,
    string? Error,
    IReadOnlyList<SeriesMarkets> Series
)
{
    public static SymbolMarkets Of(SymbolSnapshot symbol, DateTimeOffset at) =>
        symbol.Market is { } market
            ? new(
                symbol.Symbol,
                market.AsOf,
                market.Quality,
                null,
                [.. market.Series.Select(s => SeriesMarkets.Of(s, at))]
            )
            : new(
                symbol.Symbol,
                null,
                Quality.Missing,
                symbol.Steps.Select(step => step.Error?.Message).FirstOrDefault(error => error is not null),
                []
            );
}

internal sealed record SeriesMarkets(
    string Series,
    EventFacts? Event,
    string? NextEvent,
    DateTimeOffset? NextOpen,
    IReadOnlyList<MarketLine> Markets
)
{
    public static SeriesMarkets Of(SeriesView view, DateTimeOffset at) =>
        new(
            view.Series,
            view.Event is { } e
                ? new EventFacts(
                    e.Ticker,
                    e.Title,
                    e.OpenTime,
                    e.CloseTime,
                    Math.Max(0, (e.CloseTime - at).TotalSeconds)
                )
                : null,
            view.NextEvent,
            view.NextOpen,
            view.Event is null
                ? []
                : [.. view.Event.Markets.Select(m => MarketLine.Of(m, view.Quotes.GetValueOrDefault(m.Ticker), at))]
        );
}

internal sealed record EventFacts(
    string Ticker,
    string Title,
    DateTimeOffset OpenTime,
    DateTimeOffset CloseTime,
    double TtcSeconds
);

/// <summary>Prices in cents, as in the strike table.</summary>
internal sealed record MarketLine(
    string Ticker,
    StrikeType StrikeType,
    decimal? FloorStrike,
    decimal? CapStrike,
    MarketStatus Status,
    decimal? YesBid,
    decimal? YesAsk,
    decimal? NoBid,
    decimal? NoAsk,
    decimal? LastPrice,
    decimal? Volume,
    decimal? OpenInterest,
    DateTimeOffset? QuoteAsOf,
    Quality Quality
)
{
    public static MarketLine Of(Market market, MarketQuote? quote, DateTimeOffset at) =>
        new(
            market.Ticker,
            market.StrikeType,
            market.FloorStrike,
            market.CapStrike,
            market.Status,
            quote?.YesBid?.Cents,
            quote?.YesAsk?.Cents,
            quote?.YesAsk?.Opposite.Cents,
            quote?.YesBid?.Opposite.Cents,
            quote?.LastPrice?.Cents,
            quote?.Volume,
            quote?.OpenInterest,
            quote?.AsOf,
            quote?.QualityAt(at) ?? Quality.Missing
        );
}
