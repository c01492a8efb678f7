namespace Strikeboard.Exchanges.Http;

/// <summary>
/// Values in their most usual spelling, read without a detour. What is spelt in any other way is not refused but not read:
/// the caller then asks the general reader.
/// </summary>
internal static class PlainText
{
    private const int MostDigits = 18;
    private const int DateTimeLength = 19;
    private const int MostFraction = 9;
    private const int TickDigits = 7;

    /// <summary>2026-09-10T12:00:00Z with up to nine digits of a second, the last two below our ticks.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length is <= DateTimeLength or > DateTimeLength + 1 + MostFraction + 1 || text[^1] != 'Z')
            return false;
        var bad = 0u;
        var year = (Two(text, 0, ref bad) * 100) + Two(text, 2, ref bad);
        var month = Two(text, 5, ref bad);
        var day = Two(text, 8, ref bad);
        var hour = Two(text, 11, ref bad);
        var minute = Two(text, 14, ref bad);
        var second = Two(text, 17, ref bad);
        bad |= (uint)(text[4] ^ '-') | (uint)(text[7] ^ '-') | (uint)(text[10] ^ 'T');
        bad |= (uint)(text[13] ^ ':') | (uint)(text[16] ^ ':');
        if (bad != 0 || year == 0 || month - 1 > 11 || hour > 23 || minute > 59 || second > 59)
            return false;
        if (day == 0 || day > DateTime.DaysInMonth((int)year, (int)month))
            return false;
        if (!TryFraction(text[DateTimeLength..^1], out var fraction))
            return false;
        var whole = new DateTime(
            (int)year,
            (int)month,
            (int)day,
            (int)hour,
            (int)minute,
            (int)second,
            DateTimeKind.Utc
        );
        value = new DateTimeOffset(whole.Ticks + fraction, TimeSpan.Zero);
        return true;
    }

    /// <summary>Digits alone, few enough for no overflow.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        // A leading zero is no number in JSON.
        if (text.Length is 0 or > MostDigits || (text[0] == '0' && text.Length > 1))
            return false;
        foreach (var letter in text)
        {
            var digit = (uint)letter - '0';
            if (digit > 9)
                return false;
            value = (value * 10) + digit;
        }
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length == 1)
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit > 9)
                return false;
            if (i <= TickDigits)
                ticks = (ticks * 10) + digit;
        }
        for (var i = text.Length; i <= TickDigits; i++)
            ticks *= 10;
        return true;
    }

    private static uint Two(ReadOnlySpan<byte> text, int at, ref uint bad)
    {
        var (tens, ones) = ((uint)text[at] - '0', (uint)text[at + 1] - '0');
        // A letter that is no digit is far above 9, so the sum of what is above stays above zero.
        bad |= tens > 9 || ones > 9 ? 1u : 0u;
        return (tens * 10) + ones;
    }
}
