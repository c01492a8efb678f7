using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>
/// The few things that can happen to an order, each a line of the ledger first and then a change of the book. Everything else that
/// trades is put together from these. Called under the exchange's lock.
/// </summary>
internal sealed class Desk(SimulatorOptions options, Ledger ledger, Accounts accounts, Tape tape)
{
    private readonly ulong tradeKey = Noise.Key(options.Seed, "kalshi-trades");

    public Fees Fees { get; } = new(options);
    public Accounts Accounts => accounts;
    public Tape Tape => tape;

    public LedgerLine Record(LedgerLine line)
    {
        var numbered = ledger.Append(line);
        accounts.Apply(numbered);
        return numbered;
    }

    /// <summary>An id that no line before this one has.</summary>
    public string NewId(ulong key) => Ids.Of(key, ledger.LastSeq + 1);

    public static LedgerLine Line(string kind, Order order, DateTimeOffset now) =>
        new()
        {
            At = now,
            Venue = KalshiExchange.Venue,
            Account = order.Account.Name,
            Kind = kind,
            ClientOrderId = order.ClientId,
            OrderId = order.Id,
            Instrument = order.Ticker,
            Side = Words.Name(order.Side),
            Price = Units.Dollars(order.Cents),
        };

    /// <summary>Carries out what was planned; without a taker it is the simulated flow that trades.</summary>
    public void Execute(Market market, Plan plan, Order? taker, DateTimeOffset now)
    {
        foreach (var match in plan.Matches)
        {
            if (match.CancelsResting)
            {
                Cancel(market, match.Against!, Reasons.SelfTrade, now);
                continue;
            }
            var cents = plan.YesCents(match);
            var ours = taker is not null || match.Against is not null;
            var tradeId = ours ? NewId(tradeKey) : PublicTrade.NewId(market.Random);
            if (match.Against is { } resting)
            {
                Fill(market, resting, match.Count, cents, false, tradeId, now);
            }
            else
            {
                tape.Add(market, market.Book.TakeFromMaker(plan.RestingSide, match.RestingCents, match.Count));
            }
            if (taker is not null)
            {
                Fill(market, taker, match.Count, cents, true, tradeId, now);
            }
            Print(market, cents, match.Count, plan.RestingSide is BookSide.No, tradeId, now);
        }
        foreach (var account in Touched(plan, taker))
        {
            KeepReducing(market, account, now);
        }
    }

    /// <summary>One account's half of a trade.</summary>
    public void Fill(Market market, Order order, long count, int cents, bool taker, string tradeId, DateTimeOffset now)
    {
        var account = order.Account;
        var held = account.Held(order.Ticker);
        var signed = order.Side is OrderSide.Bid ? count : -count;
        var charge = Fees.Of(Position.CashFlow(held, signed, cents), count, cents, taker, order.RoundingHeld);
        Record(
            Line(Kinds.Filled, order, now) with
            {
                Quantity = Units.Contracts(count),
                Price = Units.Dollars(cents),
                TradeId = tradeId,
                IsTaker = taker,
                Fee = charge.Fee,
                Cash = charge.Cash,
                Position = Units.Contracts(held + signed),
                RoundingHeld = charge.RoundingHeld,
            }
        );
        if (order.InBook)
        {
            tape.Add(market, new LevelChange(order.BookSide, order.RestingCents, -count, order));
            if (order.Remaining == 0)
            {
                market.Book.Leave(order);
            }
        }
        var position = account.Positions[order.Ticker];
        tape.Add(
            new UserNews(
                account,
                order,
                true,
                [
                    (Channel.Fill, "fill", UserFrames.Fill(account.Fills[^1], position)),
                    (Channel.UserOrders, "user_order", UserFrames.Order(order)),
                    (Channel.MarketPositions, "market_position", UserFrames.Position(position)),
                ]
            )
        );
    }

    /// <summary>The public's side of a trade.</summary>
    public void Print(Market market, int cents, long count, bool takerBuysYes, string tradeId, DateTimeOffset now)
    {
        market.Volume += count;
        market.LastTradeSize = count;
        market.PreviousPriceCents = market.LastPriceCents;
        market.LastPriceCents = cents;
        tape.Add(market, new PublicTrade(tradeId, market.Ticker, cents, count, takerBuysYes, now));
    }

    public void Rest(Market market, Order order) => tape.Add(market, market.Book.Rest(order));

    /// <summary>Ends what is left of an order.</summary>
    public long Cancel(Market? market, Order order, string reason, DateTimeOffset now)
    {
        var left = order.Remaining;
        Record(Line(Kinds.Cancelled, order, now) with { Quantity = Units.Contracts(left), Reason = reason });
        Withdraw(market, order, left);
        Tell(order);
        return left;
    }

    /// <summary>Makes an order smaller; its place in the queue stays.</summary>
    public void Decrease(Market market, Order order, long by, string reason, DateTimeOffset now)
    {
        Record(Line(Kinds.Decreased, order, now) with { Quantity = Units.Contracts(by), Reason = reason });
        if (order.InBook)
        {
            tape.Add(market, new LevelChange(order.BookSide, order.RestingCents, -by, order));
        }
        Tell(order);
    }

    /// <summary>Takes an order out of the book without ending it.</summary>
    public void Withdraw(Market? market, Order order, long size)
    {
        if (order.InBook && market is not null)
        {
            market.Book.Leave(order);
            tape.Add(market, new LevelChange(order.BookSide, order.RestingCents, -size, order));
        }
    }

    public void Tell(Order order) =>
        tape.Add(
            new UserNews(order.Account, order, false, [(Channel.UserOrders, "user_order", UserFrames.Order(order))])
        );

    /// <summary>An order that may only reduce never holds more than there is to give back.</summary>
    private void KeepReducing(Market market, Account account, DateTimeOffset now)
    {
        var held = account.Held(market.Ticker);
        foreach (var order in account.RestingIn(market.Ticker).Where(o => o.Terms.ReduceOnly && o.InBook).ToArray())
        {
            var allowed = Position.Closing(held, order.Side is OrderSide.Bid ? order.Remaining : -order.Remaining);
            if (allowed == 0)
            {
                Cancel(market, order, Reasons.ReduceOnly, now);
            }
            else if (allowed < order.Remaining)
            {
                Decrease(market, order, order.Remaining - allowed, Reasons.ReduceOnly, now);
            }
        }
    }

    private static IEnumerable<Account> Touched(Plan plan, Order? taker) =>
        plan
            .Matches.Where(m => m.Against is not null)
            .Select(m => m.Against!.Account)
            .Concat(taker is null ? [] : [taker.Account])
            .Distinct();
}
