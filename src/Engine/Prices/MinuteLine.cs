using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>A row a second on the straight lines between the closes of minute candles: good for looking back, marked as warm start.</summary>
internal static class MinuteLine
{
    public static IEnumerable<PriceRow> Through(Symbol symbol, IReadOnlyList<Candle> candles, DateTimeOffset until)
    {
        // A minute's close is the price at its end; the running minute has none yet.
        var closes = candles
            .Select(candle => (At: candle.Start + candle.Length, Price: candle.Close))
            .Where(close => close.At <= until)
            .OrderBy(close => close.At)
            .ToList();
        for (var index = 0; index < closes.Count; index++)
        {
            var (at, price) = closes[index];
            yield return Row(symbol, at, price);
            if (index + 1 == closes.Count)
                yield break;
            var next = closes[index + 1];
            var seconds = (int)(next.At - at).TotalSeconds;
            // A longer distance is a hole in the history: it stays one.
            for (var step = 1; step < seconds && seconds <= 60; step++)
                yield return Row(symbol, at.AddSeconds(step), price + (next.Price - price) * step / seconds);
        }
    }

    private static PriceRow Row(Symbol symbol, DateTimeOffset second, decimal price) =>
        new(symbol, second, price, PriceRowKind.WarmStart, "candles");
}
