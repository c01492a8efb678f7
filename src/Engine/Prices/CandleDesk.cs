using System.Collections.Immutable;
using Strikeboard.Data.Prices;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>
/// Puts a chart together. Our own log comes first, for it is what the desk acted on; a candle of which it saw too little is the
/// venue's. Without the venue the chart has gaps and says why.
/// </summary>
public sealed class CandleDesk(PriceLogReader log, IPriceHistory history, EngineSettings settings, TimeProvider time)
    : ICandleReader
{
    /// <summary>A candle of our own counts when this share of its seconds is in the log.</summary>
    private const double LeastSeen = 0.9;

    /// <summary>Longer candles would read millions of rows; the venue has them ready.</summary>
    private static readonly TimeSpan LongestOwn = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public IReadOnlyList<TimeSpan> Lengths => history.CandleLengths;

    public async Task<CandleChart> ReadAsync(
        Symbol symbol,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var end = now < to ? now : to;
        var own =
            length <= LongestOwn
                ? Enough(await log.CandlesAsync(symbol, length, from, to, cancellationToken), now)
                : [];
        var wanted = Missing(own.Select(candle => candle.Start), length, from, end);
        if (wanted is not { } span)
            return Chart(own, [], length, from, end, "");
        var (theirs, trouble) = await AskAsync(symbol, length, span, cancellationToken);
        return Chart(own, theirs, length, from, end, trouble);
    }

    /// <summary>Complete enough, or the one that is still being made.</summary>
    private static List<Candle> Enough(IReadOnlyList<LoggedCandle> logged, DateTimeOffset now) =>
        [
            .. logged
                .Where(l =>
                {
                    var end = l.Candle.Start + l.Candle.Length;
                    var due = ((end < now ? end : now) - l.Candle.Start).TotalSeconds;
                    return l.Seconds >= LeastSeen * (due - 1);
                })
                .Select(l => l.Candle),
        ];

    /// <summary>From the first candle that we lack to behind the last; null where we have all.</summary>
    internal static (DateTimeOffset From, DateTimeOffset To)? Missing(
        IEnumerable<DateTimeOffset> known,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var have = known.ToHashSet();
        (DateTimeOffset From, DateTimeOffset To)? span = null;
        for (var start = from; start < to; start += length)
        {
            if (!have.Contains(start))
                span = (span?.From ?? start, start + length);
        }
        return span;
    }

    private async Task<(IReadOnlyList<Candle> Candles, string Trouble)> AskAsync(
        Symbol symbol,
        TimeSpan length,
        (DateTimeOffset From, DateTimeOffset To) span,
        CancellationToken cancellationToken
    )
    {
        var product = settings.Symbols.First(s => new Symbol(s.Name) == symbol).CoinbaseProduct;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (await history.ReadCandlesAsync(product, length, span.From, span.To, either.Token), "");
        }
        catch (VenueUnavailableException away)
        {
            return ([], $"{history.Name}: {away.Error}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], $"{history.Name} has not answered within {Patience.TotalSeconds:0} s");
        }
    }

    private CandleChart Chart(
        IReadOnlyList<Candle> own,
        IReadOnlyList<Candle> theirs,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        string trouble
    )
    {
        var byStart = new SortedDictionary<DateTimeOffset, SourcedCandle>();
        foreach (var candle in theirs)
            byStart[candle.Start] = new SourcedCandle(candle, history.Name);
        foreach (var candle in own)
            byStart[candle.Start] = new SourcedCandle(candle, "log");
        return new CandleChart([.. byStart.Values], Gaps(byStart.Keys, length, from, to), trouble);
    }

    internal static ImmutableArray<CandleGap> Gaps(
        IEnumerable<DateTimeOffset> starts,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var gaps = ImmutableArray.CreateBuilder<CandleGap>();
        var next = from;
        foreach (var start in starts)
        {
            if (start > next)
                gaps.Add(new CandleGap(next, start));
            next = start + length;
        }
        if (next < to)
            gaps.Add(new CandleGap(next, to));
        return gaps.ToImmutable();
    }
}
