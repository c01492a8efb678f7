using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Strikeboard.Engine;

namespace Strikeboard.Web.Api;

/// <summary>What every list takes. Read as text, so that a wrong one is answered with its name.</summary>
internal sealed record ListParameters(
    [property: FromQuery, Description("Oldest time, ISO 8601, inclusive.")] string? From,
    [property: FromQuery, Description("Newest time, ISO 8601, inclusive.")] string? To,
    [property: FromQuery, Description("Rows in a page, 1 to 1000; 100 if absent.")] string? Limit,
    [property: FromQuery, Description("The 'next' of the page before.")] string? After,
    [property: FromQuery, Description("json (default) or csv.")] string? Format
)
{
    private const int LongestCursor = 200;

    // Far enough from the ends of the calendar that a range can be reckoned from any of them.
    private const int FirstYear = 1970;
    private const int LastYear = 9000;

    public bool WantsCsv => string.Equals(Format, "csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page asked for, or the problem that names the field at fault.</summary>
    public IResult? TryRead(out PageRequest page)
    {
        page = new PageRequest();
        DateTimeOffset? from = null;
        DateTimeOffset? to = null;
        var limit = page.Limit;
        if (From is not null && (from = Time(From)) is null)
            return Problems.BadField("from", "not an ISO 8601 time such as 2026-01-31T12:00:00Z.");
        if (To is not null && (to = Time(To)) is null)
            return Problems.BadField("to", "not an ISO 8601 time such as 2026-01-31T12:00:00Z.");
        if (from > to)
            return Problems.BadField("from", "is later than 'to'.");
        if (Limit is not null && !IsLimit(Limit, out limit))
            return Problems.BadField("limit", $"not a whole number from 1 to {PageRequest.MostRows}.");
        if (After is { Length: 0 or > LongestCursor } || After?.Any(char.IsControl) == true)
            return Problems.BadField("after", "not the 'next' of an earlier page.");
        if (Format is not null && !WantsCsv && !string.Equals(Format, "json", StringComparison.OrdinalIgnoreCase))
            return Problems.BadField("format", "neither json nor csv.");
        page = new PageRequest(from, to, limit, After);
        return null;
    }

    private static bool IsLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
        && limit is >= 1 and <= PageRequest.MostRows;

    /// <summary>A time without an offset is UTC, as all times here.</summary>
    private static DateTimeOffset? Time(string text) =>
        text.Length <= 40
        && text.Length >= 10
        && text[4] == '-'
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
        && at.Year is >= FirstYear and <= LastYear
            ? at
            : null;
}
