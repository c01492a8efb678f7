using System.Collections.Immutable;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>
/// What a cycle captured of one symbol's markets, as the difference to the cycle before it. Hundreds of books share a stream
/// that proves them all with each frame, so their common time is written once.
/// </summary>
internal sealed class MarketWriter(ValueWriter values)
{
    private readonly Dictionary<string, (MarketQuote Quote, bool Follows)> _quotes = new(StringComparer.Ordinal);
    private ImmutableArray<MarketEvent> _events = [];

    private ByteSink Sink => values.Sink;

    public void Write(MarketCapture capture)
    {
        values.Time(capture.At);
        WriteEvents(capture.Events);
        var common = Common(capture);
        values.Time(common);
        var changes = Changes(capture.Quotes, common);
        Sink.Count(changes.Count);
        foreach (var (ticker, fields, quote) in changes)
            Write(ticker, fields, quote);
    }

    private void WriteEvents(ImmutableArray<MarketEvent> events)
    {
        var same = Same(events, _events);
        Sink.Flag(!same);
        if (!same)
            values.List(events, values.Event);
        _events = events;
    }

    /// <summary>A look at the list by the feed makes new objects of the same words: that is no change.</summary>
    private static bool Same(ImmutableArray<MarketEvent> now, ImmutableArray<MarketEvent> before)
    {
        if (now.Length != before.Length)
            return false;
        for (var index = 0; index < now.Length; index++)
        {
            if (!ReferenceEquals(now[index], before[index]) && !Canon.AreSame(now[index], before[index]))
                return false;
        }
        return true;
    }

    private static DateTimeOffset Common(MarketCapture capture) =>
        capture.Quotes.IsEmpty
            ? capture.At
            : capture.Quotes.Values.GroupBy(quote => quote.AsOf).MaxBy(group => (group.Count(), group.Key))!.Key;

    private List<(string Ticker, QuoteField Fields, MarketQuote? Quote)> Changes(
        ImmutableDictionary<string, MarketQuote> now,
        DateTimeOffset common
    )
    {
        var changes = new List<(string, QuoteField, MarketQuote?)>();
        foreach (var (ticker, quote) in now)
        {
            var fields = Differences(ticker, quote, common);
            if (fields != QuoteField.None)
                changes.Add((ticker, fields, quote));
        }
        foreach (var gone in _quotes.Keys.Where(ticker => !now.ContainsKey(ticker)).ToList())
        {
            _quotes.Remove(gone);
            changes.Add((gone, QuoteField.Gone, null));
        }
        return changes;
    }

    private QuoteField Differences(string ticker, MarketQuote quote, DateTimeOffset common)
    {
        var isNew = !_quotes.TryGetValue(ticker, out var before);
        var fields = isNew ? QuoteField.All : QuoteFields.Between(before.Quote, quote);
        var follows = quote.AsOf.EqualsExact(common);
        var expected = !isNew && before.Follows ? common : before.Quote?.AsOf;
        fields &= ~QuoteField.AsOf;
        if (follows != before.Follows)
            fields |= QuoteField.Follows;
        if (!follows && (isNew || before.Follows || !quote.AsOf.EqualsExact(expected!.Value)))
            fields |= QuoteField.AsOf;
        _quotes[ticker] = (quote, follows);
        return fields;
    }

    private void Write(string ticker, QuoteField fields, MarketQuote? quote)
    {
        values.Name(ticker);
        Sink.Varint((ulong)fields);
        if (quote is null)
            return;
        if (fields.HasFlag(QuoteField.YesBid))
            Price(quote.YesBid);
        if (fields.HasFlag(QuoteField.YesAsk))
            Price(quote.YesAsk);
        if (fields.HasFlag(QuoteField.Sizes))
        {
            Sink.Decimal(quote.YesBidSize);
            Sink.Decimal(quote.YesAskSize);
        }
        if (fields.HasFlag(QuoteField.LastPrice))
            Price(quote.LastPrice);
        if (fields.HasFlag(QuoteField.Volume))
            Sink.Decimal(quote.Volume);
        if (fields.HasFlag(QuoteField.OpenInterest))
            Sink.Decimal(quote.OpenInterest);
        if (fields.HasFlag(QuoteField.AsOf))
            values.Time(quote.AsOf);
        if (fields.HasFlag(QuoteField.Transport))
            Sink.Byte((byte)quote.Transport);
    }

    private void Price(ContractPrice? price) => values.Optional(price?.Dollars, Sink.Decimal);
}
