namespace Strikeboard.Simulator.Kalshi;

/// <summary>The filters and the page a list of markets, events or trades was asked for.</summary>
internal sealed class MarketQuery : PagedQuery
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
        : base(query, defaultLimit, maxLimit)
    {
        series = Text("series_ticker");
        eventTicker = Text("event_ticker");
        tickers = Text("tickers")?.Split(',').ToHashSet(StringComparer.Ordinal);
        statuses = ReadStatuses(Text("status"));
        closesAfter = Time("min_close_ts");
        closesBefore = Time("max_close_ts");
    }

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
        var offset = (int)Math.Min(Start ?? 0, int.MaxValue);
        var page = all.Skip(offset).Take(Limit + 1).ToList();
        if (page.Count <= Limit)
        {
            return (page, "");
        }
        page.RemoveAt(Limit);
        return (page, Cursor((long)offset + Limit));
    }

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
}
