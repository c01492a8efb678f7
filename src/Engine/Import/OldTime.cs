using System.Globalization;

namespace Strikeboard.Engine.Import;

/// <summary>Times as old tables have them: ISO with or without a zone, or a count since 1970 in s, ms, µs or ns.</summary>
internal static class OldTime
{
    /// <summary>Counts below this are no time but an id, a price, a number of rows: seconds of 2001.</summary>
    private const decimal LeastSeconds = 1e9m;

    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>Null with a reason, or the instant in UTC.</summary>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone, out string reason)
    {
        reason = "";
        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var count
            )
        )
            return Counted(count, out reason);
        // Nine digits behind the point are cut to the seven that a tick has.
        var cut = Cut(text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] + "Z" : text);
        if (!DateTime.TryParseExact(cut, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
        {
            reason = "not a time (ISO 8601, or a count since 1970)";
            return null;
        }
        if (at.Year is < 2001 or > 2200)
        {
            reason = "a time that no price was ever seen at";
            return null;
        }
        return at.Kind switch
        {
            DateTimeKind.Utc => new DateTimeOffset(at),
            DateTimeKind.Local => new DateTimeOffset(at).ToUniversalTime(),
            _ => InZone(at, zone, out reason),
        };
    }

    private static DateTimeOffset? Counted(decimal count, out string reason)
    {
        reason = "";
        var seconds = count switch
        {
            >= 1e17m => count / 1e9m,
            >= 1e14m => count / 1e6m,
            >= 1e11m => count / 1e3m,
            _ => count,
        };
        if (seconds is >= LeastSeconds and < 1e11m)
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        reason = "a count that is no time since 1970";
        return null;
    }

    private static DateTimeOffset? InZone(DateTime at, TimeZoneInfo zone, out string reason)
    {
        reason =
            zone.IsInvalidTime(at) ? $"a time that {zone.Id} skips"
            : zone.IsAmbiguousTime(at) ? $"a time that {zone.Id} has twice"
            : "";
        return reason.Length > 0 ? null : new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime();
    }

    private static string Cut(string text)
    {
        const int ticks = 7;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - point - 1 > ticks ? text[..(point + 1 + ticks)] + text[end..] : text;
    }
}
