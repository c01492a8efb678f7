using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Strikeboard.Model;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>
/// What of an event is the same in every cycle: its contracts that can be priced, their strikes side by side and in order.
/// Made when an event is first seen and forgotten with it.
/// </summary>
internal sealed class EventColumns
{
    private static readonly ConditionalWeakTable<MarketEvent, EventColumns> Known = [];

    private readonly decimal[] _strikes;
    private readonly int[] _all;
    private readonly bool _hasTwins;

    private EventColumns(MarketEvent of)
    {
        Markets =
        [
            .. of
                .Markets.Select((market, place) => new PricedMarket(market, QuantWords.Terms(market), place))
                .Where(priced => priced.Terms.IsComplete)
                .OrderBy(priced => priced.Terms.DisplayStrike)
                .ThenBy(priced => priced.Market.Ticker, StringComparer.Ordinal),
        ];
        Places = [.. Markets.Select(priced => priced.Place)];
        _strikes = [.. Markets.Select(priced => priced.Terms.DisplayStrike)];
        _all = [.. Enumerable.Range(0, _strikes.Length)];
        _hasTwins = _strikes.Distinct().Count() < _strikes.Length;
        Columns = new StrikeColumns([.. Markets.Select(priced => priced.Terms)]);
        // As the event lists them, which is how they are shown.
        Listed = [.. Enumerable.Range(0, Markets.Length).OrderBy(row => Markets[row].Place)];
    }

    /// <summary>Ascending by strike, then by ticker: a row of the columns each.</summary>
    public ImmutableArray<PricedMarket> Markets { get; }

    public StrikeColumns Columns { get; }

    /// <summary>Where the event lists each row's market, and with it its quote.</summary>
    public int[] Places { get; }

    /// <summary>The rows in the event's own order.</summary>
    public ImmutableArray<int> Listed { get; }

    public static EventColumns Of(MarketEvent marketEvent) =>
        Known.TryGetValue(marketEvent, out var known)
            ? known
            : Known.GetValue(marketEvent, static made => new EventColumns(made));

    /// <summary>So many rows nearest to spot, ascending; of two as near the lower.</summary>
    public int[] Nearest(decimal spot, int count)
    {
        if (count >= _strikes.Length)
            return _all;
        if (_hasTwins)
            return NearestOneByOne(spot, count);
        var above = FirstFrom(spot);
        var below = above - 1;
        for (var taken = 0; taken < count; taken++)
        {
            if (above >= _strikes.Length || (below >= 0 && spot - _strikes[below] <= _strikes[above] - spot))
                below--;
            else
                above++;
        }
        return [.. Enumerable.Range(below + 1, count)];
    }

    /// <summary>The row nearest to spot, of two as near the lower.</summary>
    public int AtTheMoney(decimal spot)
    {
        var above = FirstFrom(spot);
        if (above == 0 || (above < _strikes.Length && _strikes[above] - spot < spot - _strikes[above - 1]))
            return above;
        // Of twins the first.
        return FirstFrom(_strikes[above - 1]);
    }

    private int[] NearestOneByOne(decimal spot, int count) =>
        [
            .. Enumerable
                .Range(0, _strikes.Length)
                .OrderBy(row => Math.Abs(_strikes[row] - spot))
                .ThenBy(row => row)
                .Take(count)
                .Order(),
        ];

    /// <summary>The first row whose strike is not below the value.</summary>
    private int FirstFrom(decimal value)
    {
        var (low, high) = (0, _strikes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_strikes[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

/// <param name="Place">Where the event lists it.</param>
internal sealed record PricedMarket(Market Market, Quant.Settlement.StrikeTerms Terms, int Place);
