using System.Globalization;
using System.Text;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The filters and the page a list was asked for. What cannot be read is named; a garbage cursor starts over, as the venue does.</summary>
internal sealed class MarketQuery
{
    private static readonly Dictionary<string, MarketStatus[]> Statuses = new(StringComparer.Ordinal)
    {
        ["unopened"] = [MarketStatus.Initialized],
        ["open"] = [MarketStatus.Active],
        ["paused"] = [MarketStatus.Inactive],
        ["closed"] = [MarketStatus.Closed, MarketStatus.Determined],
        ["settled"] = [MarketStatus.Finalized],
    };

    private readonly HashSet<MarketStatus>? statuses;
    private readonly string? series;
    private readonly string? eventTicker;
    private readonly HashSet<string>? tickers;
    private readonly DateTimeOffset? closesAfter;
    private readonly DateTimeOffset? closesBefore;

    public MarketQuery(IQueryCollection query, int defaultLimit, int maxLimit)
    {
        series = Text(query, "series_ticker");
        eventTicker = Text(query, "event_ticker");
        tickers = Text(query, "tickers")?.Split(',').ToHashSet(StringComparer.Ordinal);
        statuses = ReadStatuses(Text(query, "status"));
        closesAfter = ReadTime(query, "min_close_ts");
        closesBefore = ReadTime(query, "max_close_ts");
        Limit = ReadLimit(query, defaultLimit, maxLimit);
        Offset = ReadCursor(Text(query, "cursor"));
    }

    public string? Fault { get; private set; }
    public int Limit { get; }
    public int Offset { get; }

    /// <summary>All but the status, in which a contract may differ from its event.</summary>
    public bool Covers(MarketEvent held) =>
        (series is null || held.Series.Ticker == series)
        && (eventTicker is null || held.Ticker == eventTicker)
        && (closesAfter is null || held.Window.Close >= closesAfter)
        && (closesBefore is null || held.Window.Close <= closesBefore);

    public bool WantsEvent(MarketEvent held) =>
        Covers(held)
        && (statuses is null || statuses.Contains(held.Status))
        && (tickers is null || tickers.Contains(held.Ticker));

    public bool Wants(Market market) =>
        Covers(market.Event)
        && (statuses is null || statuses.Contains(market.Status))
        && (tickers is null || tickers.Contains(market.Ticker));

    /// <summary>One page and the cursor of the next; empty on the last.</summary>
    public (IReadOnlyList<T> Page, string Cursor) Cut<T>(IEnumerable<T> all)
    {
        var page = all.Skip(Offset).Take(Limit + 1).ToList();
        if (page.Count <= Limit)
        {
            return (page, "");
        }
        page.RemoveAt(Limit);
        return (
            page,
            Convert.ToBase64String(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"o:{Offset + Limit}"))
            )
        );
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name].FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private HashSet<MarketStatus>? ReadStatuses(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var wanted = new HashSet<MarketStatus>();
        foreach (var name in text.Split(','))
        {
            if (Statuses.TryGetValue(name, out var meant))
            {
                wanted.UnionWith(meant);
            }
            else
            {
                Fault = $"invalid status: {name}";
            }
        }
        return wanted;
    }

    private DateTimeOffset? ReadTime(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text)
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

    private int ReadLimit(IQueryCollection query, int defaultLimit, int maxLimit)
    {
        if (Text(query, "limit") is not { } text)
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

    private static int ReadCursor(string? cursor)
    {
        var bytes = new byte[32];
        return
            cursor is not null
            && Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is ['o', ':', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : 0;
    }
}
