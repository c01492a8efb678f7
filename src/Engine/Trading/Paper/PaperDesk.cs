using Strikeboard.Model;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>
/// The rules of the local venue over its account, its books and its ledger. Each step is written whole before it is applied, so
/// that what was answered is what the next start finds. Not safe by itself: its owner locks.
/// </summary>
internal sealed class PaperDesk(PaperOptions options, PaperLedger ledger)
{
    public PaperAccount Account { get; } = new();

    private readonly PaperBooks _books = new(options.SlippageTicks);
    private readonly List<PaperLine> _step = [];

    public bool IsBroken => ledger.IsBroken;

    /// <summary>What an earlier life left: its lines, and the ends of orders that were not to rest and that it did not live to write.</summary>
    public void Rebuild(DateTimeOffset now)
    {
        foreach (var line in ledger.Found)
            Account.Apply(line);
        if (ledger.Found.Count == 0)
            Write(now, new PaperLine { Kind = PaperKind.Funded, Cash = options.StartCash });
        foreach (var order in Account.Working.Where(order => order.Terms.ExpiresAt is null).ToList())
            End(now, order, ReportedState.Cancelled, "ImmediateOrCancel");
        if (!Commit())
            throw new IOException($"{options.File} cannot be written");
    }

    /// <summary>Null where it could not be written.</summary>
    public PaperOrder? Place(PaperTerms terms, MarketDepth? depth, DateTimeOffset now)
    {
        var id = $"paper-{Account.LastSeq + 1}";
        Write(
            now,
            new PaperLine
            {
                Kind = PaperKind.Accepted,
                OrderId = id,
                Terms = terms,
            }
        );
        var order = new PaperOrder(id, terms, now);
        if (depth is not null)
            order = Trade(
                order,
                _books.Take(depth, terms.BuysYes, terms.YesPrice, Wanted(order)),
                TradingFee.TakerRate,
                now
            );
        if (order.Remaining > 0m && terms.ExpiresAt is null)
            End(now, order, ReportedState.Cancelled, "ImmediateOrCancel");
        else if (order.Remaining > 0m && terms.ReduceOnly && Account.Reducible(terms) <= order.Filled)
            End(now, order, ReportedState.Cancelled, "ReduceOnlyCancel");
        return Commit() ? Account.Find(id) : null;
    }

    /// <summary>False where it does not rest (any more).</summary>
    public bool Cancel(string orderId, ReportedState state, string reason, DateTimeOffset now)
    {
        if (Account.Find(orderId) is not { State: ReportedState.Working } order)
            return false;
        End(now, order, state, reason);
        return Commit();
    }

    /// <summary>An order that rests meets a book that came to it. True where something of it changed.</summary>
    public bool Meet(PaperOrder order, MarketDepth depth, DateTimeOffset now)
    {
        var terms = order.Terms;
        var wanted = Wanted(order);
        if (wanted <= 0m)
            return Cancel(order.Id, ReportedState.Cancelled, "ReduceOnlyCancel", now);
        var trades = _books.Meet(depth, terms.BuysYes, terms.YesPrice, wanted).ToList();
        if (trades.Count == 0)
            return false;
        Trade(order, trades, TradingFee.MakerRate(options.Fees), now);
        return Commit();
    }

    public bool Settle(PaperHolding holding, Side result, DateTimeOffset now)
    {
        var paid = result == Side.Yes ? Math.Max(0m, holding.Quantity) : Math.Max(0m, -holding.Quantity);
        Write(
            now,
            new PaperLine
            {
                Kind = PaperKind.Settled,
                Instrument = holding.Of.Instrument,
                Quantity = holding.Quantity,
                Result = result,
                Cash = paid,
            }
        );
        return Commit();
    }

    private decimal Wanted(PaperOrder order) =>
        order.Terms.ReduceOnly ? Math.Min(order.Remaining, Account.Reducible(order.Terms)) : order.Remaining;

    private PaperOrder Trade(
        PaperOrder order,
        IEnumerable<(decimal YesPrice, decimal Quantity)> trades,
        decimal rate,
        DateTimeOffset now
    )
    {
        var terms = order.Terms;
        var holding = Account.Holding(terms.Instrument) ?? new PaperHolding(terms, 0m, 0m, 0m, 0m);
        foreach (var (price, quantity) in trades)
        {
            (holding, var cash) = holding.Trade(terms.BuysYes, quantity, price);
            var rounding = order.Rounding.Book(cash, TradingFee.Raw(quantity, price, rate), out var booking);
            order = order with { Filled = order.Filled + quantity, Rounding = rounding };
            Write(
                now,
                new PaperLine
                {
                    Kind = PaperKind.Filled,
                    OrderId = order.Id,
                    Quantity = quantity,
                    YesPrice = price,
                    Fee = booking.NetFee,
                    Rounding = rounding.Amount,
                    Cash = cash - booking.NetFee,
                }
            );
        }
        return order;
    }

    private void End(DateTimeOffset now, PaperOrder order, ReportedState state, string reason) =>
        Write(
            now,
            new PaperLine
            {
                Kind = PaperKind.Ended,
                OrderId = order.Id,
                State = state,
                Reason = reason,
            }
        );

    private void Write(DateTimeOffset now, PaperLine line) =>
        _step.Add(line with { Seq = Account.LastSeq + _step.Count + 1, At = now });

    private bool Commit()
    {
        var written = ledger.TryAppend(_step);
        if (written)
            _step.ForEach(Account.Apply);
        _step.Clear();
        return written;
    }
}
