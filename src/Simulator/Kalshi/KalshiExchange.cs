using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Kalshi.Trading;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The whole venue: events, markets, books and who listens. Everything happens under <see cref="Gate"/>.</summary>
internal sealed class KalshiExchange(
    SimulatorOptions options,
    PriceEngine prices,
    PriceIndex index,
    Ledger ledger,
    Listing listing,
    TradingFloor floor,
    Publisher publisher
)
{
    public const string Venue = "kalshi";
    public const int Shard = 2;
    private const int FinishedKept = 24;

    private readonly List<MarketEvent> events = [];
    private readonly EventCalendar calendar = new(options.CloseOffset);
    private readonly FairValues fair = new(prices, index);
    private readonly IndexFrames indexFrames = new(index);
    private readonly MarketMaker maker = new(floor.Desk);
    private DateTimeOffset nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset lastPrint = DateTimeOffset.MinValue;

    public IReadOnlyList<SeriesSpec> AllSeries { get; } = [.. options.Symbols.SelectMany(SeriesSpec.Of)];

    public Lock Gate { get; } = new();

    public Conditions Conditions => floor.Conditions;

    /// <summary>Those who listen to every market of a channel.</summary>
    public Watchers Everywhere => floor.Everywhere;

    public IReadOnlyList<MarketEvent> Events => events;
    public IEnumerable<PublicTrade> Trades => publisher.Trades;
    public DateTimeOffset Now { get; private set; }
    public TimeSpan SettlementTimer => options.SettlementTimer;

    public Market? Find(string? ticker) => listing.Find(ticker);

    public MarketEvent? FindEvent(string ticker) =>
        events.Find(e => string.Equals(e.Ticker, ticker, StringComparison.Ordinal));

    /// <summary>Goes on where the ledger ends: what is held or rests keeps its market, also one that has closed meanwhile.</summary>
    public void Resume(History past, DateTimeOffset now)
    {
        lock (Gate)
        {
            Now = now;
            floor.Clearing.OpenAccounts(now);
            floor.Clearing.EndWhatCannotRest(now);
            foreach (var ticker in floor.Clearing.TickersInUse())
            {
                if (past.Listed.GetValueOrDefault(ticker) is { } line && Revive(line) is { } market)
                {
                    market.IsSettledOnRecord = past.Settled.Contains(ticker);
                }
                else
                {
                    floor.Clearing.CloseUnknown(ticker, now);
                }
            }
            Publish(now);
        }
    }

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
                HaltOrGoOn(now);
            }
            if (Conditions.IsTrading)
            {
                LetMakersAct(now);
            }
            floor.Advance(now);
            Publish(now);
            PrintIndex(now);
        }
    }

    /// <summary>Whoever has changed anything under the lock calls this before letting go of it.</summary>
    public void Publish(DateTimeOffset now) => publisher.Publish(now);

    private void HaltOrGoOn(DateTimeOffset now)
    {
        foreach (var market in events.Where(e => e.Status is MarketStatus.Active).SelectMany(e => e.Markets))
        {
            var halted = Conditions.IsHaltedIn(market);
            if (halted == (market.Status is MarketStatus.Inactive))
            {
                continue;
            }
            market.Status = halted ? MarketStatus.Inactive : MarketStatus.Active;
            floor.Clearing.Pause(market, halted, now);
            Announce(market, halted ? "deactivated" : "activated");
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
        foreach (var window in calendar.Current(now))
        {
            foreach (var series in AllSeries)
            {
                if (!events.Exists(e => ReferenceEquals(e.Series, series) && e.Window == window))
                {
                    Announce(List(series, window), "created");
                }
            }
        }
    }

    private MarketEvent List(SeriesSpec series, EventWindow window)
    {
        var listed = StrikeLadder.Build(series, window, prices.MidPrice(series.Symbol, window.ListedAt), options.Seed);
        events.Add(listed);
        foreach (var market in listed.Markets)
        {
            listing.Add(market);
        }
        return listed;
    }

    private Market? Revive(LedgerLine line)
    {
        var ticker = line.Instrument!;
        if (AllSeries.FirstOrDefault(s => s.Ticker == ticker.Split('-')[0]) is not { } series)
        {
            return null;
        }
        var window = calendar.At(line.CloseTime!.Value);
        var held = events.Find(e => ReferenceEquals(e.Series, series) && e.Window == window) ?? List(series, window);
        if (listing.Find(ticker) is not { } market)
        {
            // The price at the listing may have been another in the run that listed it.
            market = StrikeLadder.Restore(held, line, options.Seed);
            held.Markets = [.. held.Markets, market];
            listing.Add(market);
        }
        market.IsOnRecord = true;
        return market;
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
        if (held.Status > MarketStatus.Inactive && now >= held.Window.Close + options.KalshiCloseCancelDelay)
        {
            foreach (var market in held.Markets.Where(m => !m.IsEmptied))
            {
                market.IsEmptied = true;
                floor.Clearing.Close(market, now);
            }
        }
        if (held.Status is MarketStatus.Closed && now >= held.Window.Close + options.DeterminationDelay)
        {
            Determine(held, held.Window.Close + options.DeterminationDelay);
        }
        if (held.Status is MarketStatus.Determined && now >= held.DeterminedAt + options.SettlementTimer)
        {
            FinalizeEvent(held, held.DeterminedAt!.Value + options.SettlementTimer, now);
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
            if (now < held.Window.Close)
            {
                floor.Clearing.Reopen(market);
            }
            maker.Open(market, value.ProbabilityOf(market), now);
        }
        Publish(now);
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
            if (market.IsSettledOnRecord)
            {
                continue;
            }
            ledger.Append(
                new LedgerLine
                {
                    At = at,
                    Venue = Venue,
                    Kind = Kinds.Settled,
                    Instrument = market.Ticker,
                    Side = market.Result.Value ? "yes" : "no",
                    Price = market.Result.Value ? 1 : 0,
                    Value = average,
                }
            );
        }
        ledger.Flush();
        Announce(held, "determined");
    }

    private void FinalizeEvent(MarketEvent held, DateTimeOffset at, DateTimeOffset now)
    {
        Move(held, MarketStatus.Finalized, at);
        foreach (var market in held.Markets)
        {
            market.SettledAt = at;
            market.Book.Clear();
            floor.Clearing.Pay(market, now);
        }
        ledger.Flush();
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
                    listing.Remove(market);
                    // A client that never unsubscribes must not keep the market alive.
                    market.Watchers.LetGo(market);
                }
            }
        }
    }

    private void LetMakersAct(DateTimeOffset now)
    {
        foreach (var held in events.Where(e => e.Status is MarketStatus.Active && now < e.Window.Close))
        {
            foreach (var market in held.Markets.Where(m => m.Status is MarketStatus.Active))
            {
                if (market.Maker.NextTrade <= now)
                {
                    maker.Trade(market, fair.Of(held, now).ProbabilityOf(market), now);
                }
                else if (market.Maker.NextQuote <= now)
                {
                    maker.Quote(market, fair.Of(held, now).ProbabilityOf(market), now);
                }
            }
        }
    }

    private void Announce(MarketEvent held, string what)
    {
        if (what == "created")
        {
            Publisher.Send("event_lifecycle", Everywhere.Lifecycle, [], () => Frames.EventLifecycle(held));
        }
        foreach (var market in held.Markets)
        {
            Announce(market, what);
        }
    }

    private void Announce(Market market, string what) =>
        Publisher.Send("market_lifecycle_v2", Everywhere.Lifecycle, [], () => Frames.MarketLifecycle(market, what));
}
