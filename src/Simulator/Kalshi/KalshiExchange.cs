using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The whole venue: events, markets, books and who listens. Everything happens under <see cref="Gate"/>.</summary>
internal sealed class KalshiExchange(
    SimulatorOptions options,
    PriceEngine prices,
    PriceIndex index,
    FaultBoard faults,
    Ledger ledger
)
{
    public const string Venue = "kalshi";
    public const int Shard = 2;
    private const int FinishedKept = 24;
    private const int TradesKept = 5000;

    private readonly Dictionary<string, Market> markets = new(StringComparer.Ordinal);
    private readonly List<MarketEvent> events = [];
    private readonly Queue<PublicTrade> trades = new();
    private readonly List<LevelChange> changes = [];
    private readonly FairValues fair = new(prices, index);
    private readonly IndexFrames indexFrames = new(index);
    private DateTimeOffset nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset lastPrint = DateTimeOffset.MinValue;
    private bool halted;

    public IReadOnlyList<SeriesSpec> AllSeries { get; } = [.. options.Symbols.SelectMany(SeriesSpec.Of)];

    public Lock Gate { get; } = new();

    public Conditions Conditions { get; } = new(faults, options);

    /// <summary>Those who listen to every market of a channel.</summary>
    public Watchers Everywhere { get; } = new();

    public IReadOnlyList<MarketEvent> Events => events;
    public IEnumerable<PublicTrade> Trades => trades.Reverse();
    public DateTimeOffset Now { get; private set; }
    public TimeSpan SettlementTimer => options.SettlementTimer;

    public Market? Find(string ticker) => markets.GetValueOrDefault(ticker);

    public MarketEvent? FindEvent(string ticker) =>
        events.Find(e => string.Equals(e.Ticker, ticker, StringComparison.Ordinal));

    public void Advance(DateTimeOffset now)
    {
        lock (Gate)
        {
            Now = now;
            if (now >= nextLook)
            {
                nextLook = now + TimeSpan.FromMilliseconds(250);
                ListNew(now);
                foreach (var held in events)
                {
                    Progress(held, now);
                }
                ForgetOld();
                HaltOrGoOn();
            }
            if (Conditions.IsTrading)
            {
                LetMakersAct(now);
            }
            PrintIndex(now);
        }
    }

    private void HaltOrGoOn()
    {
        if (halted == Conditions.IsHalted)
        {
            return;
        }
        halted = !halted;
        foreach (var held in events.Where(e => e.Status is MarketStatus.Active))
        {
            foreach (var market in held.Markets)
            {
                market.Status = halted ? MarketStatus.Inactive : MarketStatus.Active;
            }
            Announce(held, halted ? "deactivated" : "activated");
        }
    }

    private void PrintIndex(DateTimeOffset now)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (second <= lastPrint)
        {
            return;
        }
        lastPrint = second;
        if (Everywhere.Index.Count == 0 || !Conditions.MaySeeIndex)
        {
            return;
        }
        foreach (var (id, symbol) in IndexFrames.All)
        {
            var body = indexFrames.Value(id, symbol, second);
            foreach (var subscription in Everywhere.Index.Where(s => s.Wants(id)))
            {
                subscription.Send("cfbenchmarks_value", body);
            }
        }
    }

    public IResult IndexValues(string id) =>
        !Conditions.MaySeeIndex ? KalshiErrors.NotEntitled
        : IndexFrames.All.FirstOrDefault(i => i.Id == id) is { Id: not null } known
            ? indexFrames.Values(known.Symbol, Now)
        : KalshiErrors.NotFound;

    private void ListNew(DateTimeOffset now)
    {
        foreach (var window in EventCalendar.Current(now))
        {
            foreach (var series in AllSeries)
            {
                if (events.Exists(e => ReferenceEquals(e.Series, series) && e.Window == window))
                {
                    continue;
                }
                var listed = StrikeLadder.Build(
                    series,
                    window,
                    prices.MidPrice(series.Symbol, window.ListedAt),
                    options.Seed
                );
                events.Add(listed);
                foreach (var market in listed.Markets)
                {
                    markets[market.Ticker] = market;
                }
                Announce(listed, "created");
            }
        }
    }

    /// <summary>Carries an event as far along its life as the clock allows; opening and closing make no frame of their own.</summary>
    private void Progress(MarketEvent held, DateTimeOffset now)
    {
        if (held.Status is MarketStatus.Initialized && now >= held.Window.Open)
        {
            Move(held, MarketStatus.Active, held.Window.Open);
            OpenBooks(held, now);
        }
        if (held.Status is MarketStatus.Active && now >= held.Window.Close)
        {
            Move(held, MarketStatus.Closed, held.Window.Close);
        }
        if (held.Status is MarketStatus.Closed && now >= held.Window.Close + options.DeterminationDelay)
        {
            Determine(held, held.Window.Close + options.DeterminationDelay);
        }
        if (held.Status is MarketStatus.Determined && now >= held.DeterminedAt + options.SettlementTimer)
        {
            FinalizeEvent(held, held.DeterminedAt!.Value + options.SettlementTimer);
        }
    }

    private static void Move(MarketEvent held, MarketStatus status, DateTimeOffset at)
    {
        held.Status = status;
        held.UpdatedAt = at;
        foreach (var market in held.Markets)
        {
            market.Status = status;
            market.UpdatedAt = at;
        }
    }

    private void OpenBooks(MarketEvent held, DateTimeOffset now)
    {
        var value = fair.Of(held, now);
        foreach (var market in held.Markets)
        {
            MarketMaker.Open(market, value.ProbabilityOf(market), now, changes);
            Publish(market, null, now);
        }
    }

    private void Determine(MarketEvent held, DateTimeOffset at)
    {
        var average = index.SettlementValue(held.Series.Symbol, held.Window.Close);
        held.ExpirationValue = average;
        held.DeterminedAt = at;
        Move(held, MarketStatus.Determined, at);
        foreach (var market in held.Markets)
        {
            market.Result = market.IsYes(average);
            ledger.Write(
                new LedgerLine(
                    at,
                    Venue,
                    "settled",
                    market.Ticker,
                    market.Result.Value ? "yes" : "no",
                    market.Result.Value ? 1 : 0,
                    average
                )
            );
        }
        ledger.Flush();
        Announce(held, "determined");
    }

    private void FinalizeEvent(MarketEvent held, DateTimeOffset at)
    {
        Move(held, MarketStatus.Finalized, at);
        foreach (var market in held.Markets)
        {
            market.SettledAt = at;
            market.Book.Clear();
        }
        Announce(held, "settled");
    }

    private void ForgetOld()
    {
        foreach (var series in AllSeries)
        {
            var finished = events
                .Where(e => ReferenceEquals(e.Series, series) && e.Status is MarketStatus.Finalized)
                .ToArray();
            foreach (var old in finished.OrderByDescending(e => e.Window.Close).Skip(FinishedKept))
            {
                events.Remove(old);
                foreach (var market in old.Markets)
                {
                    markets.Remove(market.Ticker);
                    // A client that never unsubscribes must not keep the market alive.
                    market.Watchers.LetGo(market);
                }
            }
        }
    }

    private void LetMakersAct(DateTimeOffset now)
    {
        foreach (var held in events)
        {
            if (held.Status is not MarketStatus.Active)
            {
                continue;
            }
            foreach (var market in held.Markets)
            {
                if (market.Maker.NextTrade <= now)
                {
                    var trade = MarketMaker.Trade(market, fair.Of(held, now).ProbabilityOf(market), now, changes);
                    Publish(market, trade, now);
                }
                else if (market.Maker.NextQuote <= now)
                {
                    MarketMaker.Quote(market, fair.Of(held, now).ProbabilityOf(market), now, changes);
                    Publish(market, null, now);
                }
            }
        }
    }

    /// <summary>Tells the listeners what changed in one market, each body written once for all of them.</summary>
    private void Publish(Market market, PublicTrade? trade, DateTimeOffset now)
    {
        if (trade is not null)
        {
            trades.Enqueue(trade);
            if (trades.Count > TradesKept)
            {
                trades.Dequeue();
            }
            Send("trade", market.Watchers.Trades, Everywhere.Trades, () => Frames.Trade(trade));
        }
        foreach (var change in changes)
        {
            SendChange(market, change, now);
        }
        if (changes.Count > 0 || trade is not null)
        {
            market.UpdatedAt = now;
            Send("ticker", market.Watchers.Tickers, Everywhere.Tickers, () => Frames.Ticker(market, now));
        }
        changes.Clear();
    }

    private static void SendChange(Market market, LevelChange change, DateTimeOffset now)
    {
        if (market.Watchers.Books.Count == 0)
        {
            return;
        }
        byte[]? own = null;
        byte[]? asYes = null;
        foreach (var subscription in market.Watchers.Books)
        {
            var body = subscription.UseYesPrice
                ? asYes ??= Frames.BookDelta(market, change, true, now)
                : own ??= Frames.BookDelta(market, change, false, now);
            subscription.Send("orderbook_delta", body);
        }
    }

    private void Announce(MarketEvent held, string what)
    {
        if (Everywhere.Lifecycle.Count == 0)
        {
            return;
        }
        if (what == "created")
        {
            Send("event_lifecycle", Everywhere.Lifecycle, [], () => Frames.EventLifecycle(held));
        }
        foreach (var market in held.Markets)
        {
            Send("market_lifecycle_v2", Everywhere.Lifecycle, [], () => Frames.MarketLifecycle(market, what));
        }
    }

    private static void Send(string type, List<Subscription> some, List<Subscription> others, Func<byte[]> body)
    {
        if (some.Count + others.Count == 0)
        {
            return;
        }
        var bytes = body();
        foreach (var subscription in some)
        {
            subscription.Send(type, bytes);
        }
        foreach (var subscription in others)
        {
            subscription.Send(type, bytes);
        }
    }
}
