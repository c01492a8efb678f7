using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>What a cycle read of the markets: of each series the event that ran, and the quotes of its contracts.</summary>
public sealed record MarketInput
{
    public required string Source { get; init; }
    public SourceState? State { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>When the capture was taken.</summary>
    public required DateTimeOffset At { get; init; }
    public required int EventsKnown { get; init; }
    public required ImmutableArray<SeriesInput> Series { get; init; }

    internal static MarketInput Of(SymbolInputs read) =>
        new()
        {
            Source = read.MarketSource,
            State = read.MarketSourceStatus?.State,
            Reason = read.MarketSourceStatus?.Reason ?? "",
            At = read.Markets.At,
            EventsKnown = read.Markets.Events.Length,
            Series = [.. read.Series.Select(series => SeriesInput.Of(series, read))],
        };
}

/// <param name="EventTicker">Null between two events.</param>
public sealed record SeriesInput(
    string Series,
    string? EventTicker,
    string? Title,
    DateTimeOffset? CloseTime,
    int Markets,
    ImmutableArray<QuoteInput> Quotes
)
{
    internal static SeriesInput Of(string series, SymbolInputs read)
    {
        if (read.Markets.CurrentEvent(series, read.Now) is not { } current)
            return new SeriesInput(series, null, null, null, 0, []);
        var quotes = current
            .Markets.OrderBy(market => market.DisplayStrike)
            .Select(market => read.Markets.Quotes.GetValueOrDefault(market.Ticker))
            .OfType<MarketQuote>()
            .Select(quote => QuoteInput.Of(quote, read.Now));
        return new SeriesInput(
            series,
            current.Ticker,
            current.Title,
            current.CloseTime,
            current.Markets.Length,
            [.. quotes]
        );
    }
}

/// <summary>Prices in cents.</summary>
public sealed record QuoteInput(
    string Ticker,
    decimal? YesBid,
    decimal? YesAsk,
    decimal YesBidSize,
    decimal YesAskSize,
    decimal? Last,
    decimal Volume,
    decimal OpenInterest,
    int AgeMs,
    Quality Quality
)
{
    internal static QuoteInput Of(MarketQuote quote, DateTimeOffset now) =>
        new(
            quote.Ticker,
            quote.YesBid?.Cents,
            quote.YesAsk?.Cents,
            quote.YesBidSize,
            quote.YesAskSize,
            quote.LastPrice?.Cents,
            quote.Volume,
            quote.OpenInterest,
            (int)Math.Clamp((now - quote.AsOf).TotalMilliseconds, 0, int.MaxValue),
            quote.QualityAt(now)
        );
}
