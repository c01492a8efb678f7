using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Api.Shapes;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Api;

/// <summary>The price log, thinned to what a drawing shows.</summary>
internal static class PriceHistoryCalls
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    private static readonly CsvColumn<PastPriceShape>[] Columns =
    [
        new("at_utc", p => p.At),
        new("price", p => p.Price),
        new("kind", p => p.Kind),
        new("estimated", p => p.Estimated),
        new("source", p => p.Source),
    ];

    public static void MapPriceHistory(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/prices/{symbol}/history", ReadAsync).WithTags("Market data");

    private static async Task<IResult> ReadAsync(
        string symbol,
        [AsParameters] HistoryParameters asked,
        Installation installation,
        IPastPrices past,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!Symbol.TryParse(symbol, out var known))
            return Problems.BadField("symbol", $"1 to {Symbol.LongestName} letters or digits.");
        if (installation.Symbols.All(s => s.Symbol != known))
            return Problems.UnknownSymbol(symbol, installation.Symbols.Select(s => s.Symbol));
        if (asked.List.TryRead(out var page) is { } problem)
            return problem;
        if (!TryResolution(asked.Resolution, out var resolution))
            return Problems.BadField("resolution", "not a whole number of seconds from 1 to 86400.");
        var to = page.To ?? time.GetUtcNow();
        if (!PastRange.TryMake(page.From ?? to - Usual, to, resolution, out var range, out var trouble))
            return Problems.BadField(resolution is null ? "from" : "resolution", trouble + ".");
        var shape = PriceHistoryShape.Of(await past.ReadAsync(known, range, cancellationToken));
        return asked.List.WantsCsv
            ? TypedResults.Text(Csv.Write(shape.Points, Columns), "text/csv; charset=utf-8")
            : TypedResults.Ok(shape);
    }

    private static bool TryResolution(string? text, out TimeSpan? resolution)
    {
        resolution = null;
        if (text is null)
            return true;
        if (
            !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > 86_400
        )
            return false;
        resolution = TimeSpan.FromSeconds(seconds);
        return true;
    }
}

internal sealed record HistoryParameters(
    [property: FromQuery] string? From,
    [property: FromQuery] string? To,
    [property:
        FromQuery,
        System.ComponentModel.Description(
            "Length of a bucket in seconds; each gives at most four rows. As fine as the range allows if absent."
        )
    ]
        string? Resolution,
    [property: FromQuery] string? Format
)
{
    public ListParameters List => new(From, To, null, null, Format);
}
