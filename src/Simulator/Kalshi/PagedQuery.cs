using System.Globalization;
using System.Text;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The page a list was asked for. What cannot be read is named; a garbage cursor starts over, as the venue does.</summary>
internal abstract class PagedQuery
{
    private readonly IQueryCollection query;

    protected PagedQuery(IQueryCollection query, int defaultLimit, int maxLimit)
    {
        this.query = query;
        Limit = ReadLimit(defaultLimit, maxLimit);
        Start = ReadCursor(Text("cursor"));
    }

    public string? Fault { get; protected set; }
    public int Limit { get; }

    /// <summary>Where the page begins; null at the beginning.</summary>
    protected long? Start { get; }

    protected static string Cursor(long start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"o:{start}")));

    protected string? Text(string name) => query[name].FirstOrDefault(v => !string.IsNullOrEmpty(v));

    protected DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253_402_300_800
        )
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }
        Fault = $"{name} must be a Unix time in seconds";
        return null;
    }

    private int ReadLimit(int defaultLimit, int maxLimit)
    {
        if (Text("limit") is not { } text)
        {
            return defaultLimit;
        }
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit >= 1
            && limit <= maxLimit
        )
        {
            return limit;
        }
        Fault = $"limit must be between 1 and {maxLimit}";
        return defaultLimit;
    }

    private static long? ReadCursor(string? cursor)
    {
        var bytes = new byte[32];
        return
            cursor is not null
            && Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is ['o', ':', .. var digits]
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : null;
    }
}
