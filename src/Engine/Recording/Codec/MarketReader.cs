using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Reads what a <see cref="MarketWriter"/> wrote, from the first capture of a part on.</summary>
internal sealed class MarketReader(ValueReader values)
{
    private readonly HashSet<string> _following = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, MarketQuote> _quotes = ImmutableDictionary.Create<string, MarketQuote>(
        StringComparer.Ordinal
    );
    private ImmutableArray<MarketEvent> _events = [];

    private ByteSource Source => values.Source;

    public MarketCapture Read()
    {
        var at = values.Time();
        if (Source.Flag())
            _events = values.List(values.Event);
        var common = values.Time();
        var now = _quotes.ToBuilder();
        foreach (var ticker in _following)
            now[ticker] = now[ticker] with { AsOf = common };
        var count = Source.Count();
        for (var index = 0; index < count; index++)
            ReadChange(now, common);
        _quotes = now.ToImmutable();
        return new MarketCapture(at, _events, _quotes);
    }

    private void ReadChange(ImmutableDictionary<string, MarketQuote>.Builder now, DateTimeOffset common)
    {
        var ticker = values.Name();
        var fields = (QuoteField)Source.Varint();
        if (fields.HasFlag(QuoteField.Gone))
        {
            now.Remove(ticker);
            _following.Remove(ticker);
            return;
        }
        if (!now.TryGetValue(ticker, out var before))
            before = new MarketQuote
            {
                Ticker = ticker,
                AsOf = common,
                Transport = Transport.None,
            };
        var isFollowing = fields.HasFlag(QuoteField.Follows) ? Toggle(ticker) : _following.Contains(ticker);
        var quote = ReadQuote(before, fields);
        now[ticker] = isFollowing ? quote with { AsOf = common } : quote;
    }

    private bool Toggle(string ticker)
    {
        if (_following.Remove(ticker))
            return false;
        _following.Add(ticker);
        return true;
    }

    private MarketQuote ReadQuote(MarketQuote before, QuoteField fields)
    {
        var hasSizes = fields.HasFlag(QuoteField.Sizes);
        // In the order in which they were written: an initialiser runs from its first line to its last.
        return before with
        {
            YesBid = fields.HasFlag(QuoteField.YesBid) ? values.Optional(values.Price) : before.YesBid,
            YesAsk = fields.HasFlag(QuoteField.YesAsk) ? values.Optional(values.Price) : before.YesAsk,
            YesBidSize = hasSizes ? Source.Decimal() : before.YesBidSize,
            YesAskSize = hasSizes ? Source.Decimal() : before.YesAskSize,
            LastPrice = fields.HasFlag(QuoteField.LastPrice) ? values.Optional(values.Price) : before.LastPrice,
            Volume = fields.HasFlag(QuoteField.Volume) ? Source.Decimal() : before.Volume,
            OpenInterest = fields.HasFlag(QuoteField.OpenInterest) ? Source.Decimal() : before.OpenInterest,
            AsOf = fields.HasFlag(QuoteField.AsOf) ? values.Time() : before.AsOf,
            Transport = fields.HasFlag(QuoteField.Transport) ? values.Word<Transport>() : before.Transport,
        };
    }
}
