using System.Threading.Channels;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>
/// Brings what the venue knows of the account into what we keep: from the stream as it happens, and by reading its lists again
/// and again, for a stream that looks well may lose things. It never trades, and never touches what is not ours.
/// </summary>
internal sealed class AccountSync(
    PositionDesk desk,
    PositionStore store,
    TradingVenue venue,
    TradingOptions options,
    Facts facts,
    IEventLog events,
    TimeProvider time
)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstLookBack = TimeSpan.FromHours(26);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private const int MostEarly = 200;

    private readonly Channel<object> _streamed = Channel.CreateBounded<object>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly Channel<bool> _tradesDue = Due();
    private readonly Channel<bool> _holdingsDue = Due();
    private readonly List<VenueFill> _early = [];
    private readonly OwnersTrades _owners = new();
    private readonly HashSet<string> _strangers = new(StringComparer.Ordinal);
    private AccountView _view = new();
    private DateTimeOffset? _fillsReadAt;
    private DateTimeOffset? _settlementsReadAt;

    public AccountView View => Volatile.Read(ref _view);

    /// <summary>Before anything is sent: what the venue knows, whole. Until that has succeeded once nothing is judged by it.</summary>
    public async Task CatchUpAsync(CancellationToken leading)
    {
        _view = new AccountView { Venue = venue.Name, Account = venue.Account };
        (_fillsReadAt, _settlementsReadAt) = (null, null);
        while (!await ReadTradesAsync(leading) || !await ReadHoldingsAsync(leading))
            await Task.Delay(RetryAfter, time, leading);
    }

    public async Task RunAsync(CancellationToken leading)
    {
        using var settled = facts.Listen<MarketSettled>(_ => _tradesDue.Writer.TryWrite(true));
        await Task.WhenAll(
            FollowAsync(leading),
            RepeatAsync(ReadTradesAsync, _tradesDue, options.ReadFillsEvery, leading),
            RepeatAsync(ReadHoldingsAsync, _holdingsDue, options.ReadPositionsEvery, leading)
        );
    }

    /// <summary>The stream alone, which needs no database.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        venue.Feed.Filled += Take;
        venue.Feed.OrderChanged += Take;
        using var changed = facts.Listen<PositionChanged>(_ => _streamed.Writer.TryWrite(Again.Instance));
        try
        {
            await BookStreamAsync(cancellationToken);
        }
        finally
        {
            venue.Feed.Filled -= Take;
            venue.Feed.OrderChanged -= Take;
        }
    }

    private void Take(VenueFill fill) => _streamed.Writer.TryWrite(fill);

    private void Take(VenueOrder order) => _streamed.Writer.TryWrite(order);

    private async Task RepeatAsync(
        Func<CancellationToken, Task<bool>> read,
        Channel<bool> due,
        TimeSpan every,
        CancellationToken leading
    )
    {
        await using var clock = time.CreateTimer(_ => due.Writer.TryWrite(true), null, every, every);
        await foreach (var _ in due.Reader.ReadAllAsync(leading))
            await read(leading);
    }

    private async Task BookStreamAsync(CancellationToken leading)
    {
        await foreach (var told in _streamed.Reader.ReadAllAsync(leading))
        {
            if (told is VenueOrder order)
                await BookAsync(order, leading);
            else if (told is VenueFill fill && !await BookAsync(fill, leading))
                Remember(fill);
            else if (told is Again)
                await BookEarlyAsync(leading);
        }
    }

    /// <summary>A fill may be told before the answer that says which order it is of.</summary>
    private void Remember(VenueFill fill)
    {
        if (_early.Count == MostEarly)
            _early.RemoveAt(0);
        _early.Add(fill);
    }

    private async Task BookEarlyAsync(CancellationToken leading)
    {
        for (var i = _early.Count - 1; i >= 0; i--)
        {
            if (await BookAsync(_early[i], leading))
                _early.RemoveAt(i);
        }
    }

    private async Task<bool> BookAsync(VenueOrder order, CancellationToken leading)
    {
        if (!OrderNames.IsOurs(order.ClientOrderId))
            return false;
        if (
            desk.All.FirstOrDefault(p => p.Attempts.Any(a => a.ClientOrderId == order.ClientOrderId))
            is not { } position
        )
            return false;
        await desk.ApplyAsync(position.Id, new OrderSeen(order.Report, Moments.Now(time)), leading);
        return true;
    }

    /// <summary>False where the order is none that we know of: the next read, which knows the order's name, tells more.</summary>
    private async Task<bool> BookAsync(VenueFill fill, CancellationToken leading)
    {
        foreach (var position in desk.All)
        {
            if (position.Attempts.FirstOrDefault(a => a.VenueOrderId == fill.VenueOrderId) is not { } attempt)
                continue;
            await desk.ApplyAsync(
                position.Id,
                new FillSeen(fill.For(position.Side) with { ClientOrderId = attempt.ClientOrderId }, Moments.Now(time)),
                leading
            );
            return true;
        }
        return false;
    }

    /// <summary>Orders first, for they tell whose the fills are; then fills, and what was settled last of all.</summary>
    private async Task<bool> ReadTradesAsync(CancellationToken leading)
    {
        var readAt = time.GetUtcNow();
        var since = (_fillsReadAt ?? readAt - FirstLookBack) - Overlap;
        var orders = await venue.Orders.ReadOrdersAsync(null, since, leading);
        var fills = await venue.Orders.ReadFillsAsync(null, since, leading);
        var settlements = await venue.Orders.ReadSettlementsAsync(
            (_settlementsReadAt ?? readAt - FirstLookBack) - Overlap,
            leading
        );
        if (!orders.IsOk || !fills.IsOk || !settlements.IsOk)
            return Failed(orders.Error ?? fills.Error ?? settlements.Error!);

        DeskTrace.Log.VenueRead("trades");
        foreach (var order in orders.Value)
        {
            if (!await BookAsync(order, leading) && OrderNames.IsOurs(order.ClientOrderId))
                await ReportStrangerAsync(order, leading);
        }
        var unknown = new List<VenueFill>();
        foreach (var fill in fills.Value)
        {
            if (!await BookAsync(fill, leading))
                unknown.Add(fill);
        }
        var kept = await store.KnownTradesAsync(
            venue.Name,
            venue.Account,
            [.. unknown.Select(f => f.TradeId)],
            leading
        );
        _owners.Learn(unknown.Where(fill => !kept.Contains(fill.TradeId)));
        foreach (var settlement in settlements.Value)
            await SettleAsync(settlement, leading);
        (_fillsReadAt, _settlementsReadAt) = (readAt, readAt);
        desk.Forget();
        await desk.FindAsync(leading);
        Publish(View with { FillsAsOf = readAt, OrdersAsOf = readAt, Trouble = "" });
        return true;
    }

    private async Task<bool> ReadHoldingsAsync(CancellationToken leading)
    {
        var readAt = time.GetUtcNow();
        var positions = await venue.Orders.ReadPositionsAsync(leading);
        var balance = await venue.Orders.ReadBalanceAsync(leading);
        if (!positions.IsOk || !balance.IsOk)
            return Failed(positions.Error ?? balance.Error!);
        DeskTrace.Log.VenueRead("holdings");
        Publish(
            View with
            {
                Cash = balance.Value.ByShard.Values.Sum(),
                CashAsOf = readAt,
                PositionsAsOf = readAt,
                Holdings = Holdings.Compare(desk.All, _owners, positions.Value, View.Holdings, readAt),
                Trouble = "",
            }
        );
        return true;
    }

    private async Task SettleAsync(VenueSettlement settlement, CancellationToken leading)
    {
        await store.KeepSettlementAsync(venue.Name, venue.Account, settlement, leading);
        DeskTrace.Log.SettlementKept(settlement.Instrument);
        foreach (var position in desk.All)
        {
            if (position.Instrument != settlement.Instrument || position.Quantity <= 0)
                continue;
            var worth = position.Side == settlement.Result ? 1m : 0m;
            await desk.ApplyAsync(
                position.Id,
                new PositionSettled(position.Quantity, worth, Moments.Now(time)),
                leading
            );
        }
    }

    /// <summary>An order with our name that nothing here knows: the database may be older than the venue's memory.</summary>
    private async Task ReportStrangerAsync(VenueOrder order, CancellationToken leading)
    {
        if (_strangers.Contains(order.ClientOrderId) || await store.KnowsOrderAsync(order.ClientOrderId, leading))
            return;
        _strangers.Add(order.ClientOrderId);
        events.Record(
            Severity.Error,
            "trading",
            "order.stranger",
            $"The venue has an order {order.ClientOrderId} with our name that is not in the records.",
            ("instrument", order.Instrument),
            ("state", order.State)
        );
    }

    private bool Failed(VenueError error)
    {
        Publish(View with { Trouble = error.ToString() });
        return false;
    }

    private void Publish(AccountView view)
    {
        Volatile.Write(ref _view, view);
        facts.Publish(new AccountRead(view));
    }

    private static Channel<bool> Due() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something has changed that may tell whose an early fill is.</summary>
    private sealed class Again
    {
        public static readonly Again Instance = new();
    }
}
