using System.Globalization;

namespace Strikeboard.Quant.Time;

/// <summary>
/// SERIES-YYMMMDDHH, optionally followed by -T&lt;strike&gt; or -B&lt;mid&gt;: the hour at which the event closes, in New York.
/// The year comes first; reading it as DDMMMYY gives a plausible and wrong day.
/// </summary>
public static class EventTicker
{
    private const int StampLength = 9;
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>The close in UTC, or null where the ticker carries none that exists.</summary>
    public static DateTimeOffset? CloseOf(string? ticker, DateTimeOffset? now = null) =>
        TryReadLocal(ticker, out var local) ? NewYork.ToUtc(local, now) : null;

    private static bool TryReadLocal(string? ticker, out DateTime local)
    {
        local = default;
        var text = ticker.AsSpan();
        var dash = text.IndexOf('-');
        if (dash < 1 || text.Length < dash + 1 + StampLength)
        {
            return false;
        }

        var stamp = text.Slice(dash + 1, StampLength);
        if (!IsStrikeSuffix(text[(dash + 1 + StampLength)..]))
        {
            return false;
        }

        return TryNumber(stamp[..2], out var year)
            && TryMonth(stamp.Slice(2, 3), out var month)
            && TryNumber(stamp.Slice(5, 2), out var day)
            && TryNumber(stamp.Slice(7, 2), out var hour)
            && TryCompose(2000 + year, month, day, hour, out local);
    }

    private static bool TryCompose(int year, int month, int day, int hour, out DateTime local)
    {
        local = default;
        if (day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24)
        {
            return false;
        }

        // 24 is the midnight that ends the day.
        local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).AddHours(hour);
        return true;
    }

    private static bool IsStrikeSuffix(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || (rest.Length > 2 && rest[0] == '-' && rest[1] is 'T' or 'B');

    private static bool TryMonth(ReadOnlySpan<char> text, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            if (text.SequenceEqual(Months.AsSpan((month - 1) * 3, 3)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
