using System.Globalization;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Api.Shapes;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Api;

/// <summary>Candles for charts, a bounded number at a time.</summary>
internal static class CandleCalls
{
    private const int Usual = 300;

    public static async Task<IResult> ReadAsync(
        string symbol,
        string? granularity,
        string? from,
        string? to,
        Installation installation,
        ICandleReader candles,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!Symbol.TryParse(symbol, out var asked))
            return Problems.BadField("symbol", $"1 to {Symbol.LongestName} letters or digits.");
        if (!installation.Symbols.Any(s => s.Symbol == asked))
            return Problems.UnknownSymbol(symbol, installation.Symbols.Select(s => s.Symbol));
        if (ReadLength(granularity, candles.Lengths) is not { } length)
            return Problems.BadField(
                "granularity",
                $"seconds, one of {string.Join(", ", candles.Lengths.Select(l => Seconds(l)))}."
            );
        var range = new ListParameters(from, to, null, null, null);
        if (range.TryRead(out var page) is { } problem)
            return problem;
        var now = time.GetUtcNow();
        var end = Ceiling(page.To is { } last && last < now ? last : now, length);
        var start = Floor(page.From ?? end - (length * Usual), length);
        if (start >= end)
            return Problems.BadField("from", "is later than 'to'.");
        if ((end - start) / length > CandleChart.MostCandles)
            return Problems.BadField("from", $"asks for more than {CandleChart.MostCandles} candles; ask for parts.");
        var chart = await candles.ReadAsync(asked, length, start, end, cancellationToken);
        return TypedResults.Ok(CandlesShape.Of(asked, length, start, end, chart));
    }

    private static TimeSpan? ReadLength(string? text, IReadOnlyList<TimeSpan> known)
    {
        if (text is null)
            return known[0];
        foreach (var length in known)
        {
            if (text == Seconds(length))
                return length;
        }
        return null;
    }

    private static string Seconds(TimeSpan length) =>
        ((long)length.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan length)
    {
        var ticks = (at - DateTimeOffset.UnixEpoch).Ticks;
        var rest = ticks % length.Ticks;
        return at.AddTicks(-(rest < 0 ? rest + length.Ticks : rest));
    }

    private static DateTimeOffset Ceiling(DateTimeOffset at, TimeSpan length) =>
        Floor(at, length) is var floor && floor == at ? at : floor + length;
}
