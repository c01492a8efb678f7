namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>
/// The filters and the page a list of an account was asked for, newest first. Its cursor is a line of the ledger, so what is added
/// between two pages shifts nothing.
/// </summary>
internal sealed class PortfolioQuery : PagedQuery
{
    private readonly string? ticker;
    private readonly string? eventTicker;
    private readonly string? orderId;
    private readonly OrderStatus? status;
    private readonly DateTimeOffset? after;
    private readonly DateTimeOffset? before;
    private readonly string? shard;

    public PortfolioQuery(IQueryCollection query)
        : base(query, 100, 1000)
    {
        ticker = Text("ticker");
        eventTicker = Text("event_ticker");
        orderId = Text("order_id");
        shard = Text("exchange_index");
        after = Time("min_ts");
        before = Time("max_ts");
        HeldOnly = Text("count_filter")?.Split(',').Contains("position", StringComparer.Ordinal) ?? false;
        if (Text("status") is { } name)
        {
            status = Enum.GetValues<OrderStatus>()
                .Where(s => Words.Name(s) == name)
                .Select(s => (OrderStatus?)s)
                .FirstOrDefault();
            Fault ??= status is null ? $"invalid status: {name}" : null;
        }
    }

    public bool HeldOnly { get; }

    public bool Wants(Order order) =>
        Wants(order.Ticker, order.CreatedAt) && (status is null || order.Status == status);

    public bool Wants(Fill fill) => Wants(fill.Order.Ticker, fill.At) && (orderId is null || fill.Order.Id == orderId);

    public bool Wants(string of, DateTimeOffset at) =>
        (ticker is null || ticker == of)
        && (eventTicker is null || eventTicker == Words.EventOf(of))
        && (shard is null || shard is "-1" or "2")
        && (after is null || at >= after)
        && (before is null || at <= before);

    public (IReadOnlyList<T> Page, string Cursor) Cut<T>(IEnumerable<T> newestFirst, Func<T, long> seq)
    {
        var page = newestFirst.Where(i => Start is not { } start || seq(i) < start).Take(Limit + 1).ToList();
        if (page.Count <= Limit)
        {
            return (page, "");
        }
        page.RemoveAt(Limit);
        return (page, Cursor(seq(page[^1])));
    }
}
