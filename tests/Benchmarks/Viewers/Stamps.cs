using System.Globalization;
using System.Text;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>Times in a batch of changes, as the page's time elements carry them: 2026-11-21T13:16:14.030Z.</summary>
internal static class Stamps
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int Length = 24;

    public static void Find(ReadOnlySpan<byte> batch, ICollection<DateTimeOffset> found)
    {
        for (var at = batch.IndexOf((byte)'T'); at >= 0; )
        {
            if (at >= 10 && at + 14 <= batch.Length && TryRead(batch.Slice(at - 10, Length), out var stamp))
                found.Add(stamp);
            var next = batch[(at + 1)..].IndexOf((byte)'T');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset stamp)
    {
        stamp = default;
        if (text[^1] != (byte)'Z' || text[4] != (byte)'-')
            return false;
        return DateTimeOffset.TryParseExact(
            Encoding.ASCII.GetString(text),
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out stamp
        );
    }
}
