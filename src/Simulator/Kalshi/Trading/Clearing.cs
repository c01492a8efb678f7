using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What happens to accounts without their doing: funding, transfers, expiries, pauses, closes and settlement.</summary>
internal sealed class Clearing(SimulatorOptions options, Desk desk, Func<string, Market?> find)
{
    private readonly ulong transferKey = Noise.Key(options.Seed, "kalshi-transfers");

    /// <summary>Gives each configured account that the ledger does not know its first money.</summary>
    public void OpenAccounts(DateTimeOffset now)
    {
        foreach (var given in options.KalshiAccounts.Where(a => desk.Accounts.Find(a.Name) is null))
        {
            foreach (var (shard, cash) in given.Cash)
            {
                Fund(given.Name, shard, cash, now);
            }
        }
    }

    public void Fund(string account, int shard, decimal cash, DateTimeOffset now) =>
        desk.Record(Line(Kinds.Funded, account, now) with { Shard = shard, Cash = cash, Value = cash });

    /// <summary>An order that a kill left between acceptance and its end was answered to nobody; it ends now.</summary>
    public void EndWhatCannotRest(DateTimeOffset now)
    {
        foreach (var order in AllResting().Where(o => o.Terms.TimeInForce is not TimeInForce.GoodTillCanceled))
        {
            desk.Cancel(null, order, Reasons.Immediate, now);
        }
    }

    /// <summary>Puts the orders that outlived a restart back into a book that is about to open, in the order they came.</summary>
    public void Reopen(Market market)
    {
        var waiting = desk.Accounts.All.SelectMany(a => a.RestingIn(market.Ticker)).OrderBy(o => o.Seq);
        foreach (var order in waiting.ToArray())
        {
            desk.Rest(market, order);
        }
    }

    public IReadOnlyList<string> TickersInUse() =>
        [
            .. desk
                .Accounts.All.SelectMany(a => a.Positions.Keys.Concat(a.Resting.Keys))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>What rests in a market that is listed no longer can never trade again.</summary>
    public void CloseUnknown(string ticker, DateTimeOffset now)
    {
        foreach (var order in desk.Accounts.All.SelectMany(a => a.RestingIn(ticker)).ToArray())
        {
            desk.Cancel(null, order, Reasons.Close, now);
        }
    }

    public void Advance(DateTimeOffset now)
    {
        foreach (var order in AllResting().Where(o => o.Terms.ExpiresAt <= now))
        {
            desk.Cancel(find(order.Ticker), order, Reasons.Expiry, now);
        }
        foreach (var account in desk.Accounts.All)
        {
            foreach (var transfer in account.Transfers.Values.ToArray())
            {
                if (now >= transfer.SentAt + options.KalshiTransferDelay)
                {
                    desk.Record(
                        Line(Kinds.TransferArrived, account.Name, now) with
                        {
                            TradeId = transfer.Id,
                            Shard = transfer.To,
                            Cash = transfer.Amount,
                        }
                    );
                }
            }
        }
    }

    public string Transfer(Account account, int from, int to, decimal amount, DateTimeOffset now)
    {
        var id = desk.NewId(transferKey);
        desk.Record(
            Line(Kinds.TransferSent, account.Name, now) with
            {
                TradeId = id,
                Shard = from,
                Cash = -amount,
                Value = to,
            }
        );
        return id;
    }

    /// <summary>A market stops: some orders asked to go then. It goes on: the venue takes out all the others.</summary>
    public void Pause(Market market, bool paused, DateTimeOffset now)
    {
        foreach (var order in market.Book.Resting.ToArray())
        {
            if (!paused || order.Terms.CancelOnPause)
            {
                desk.Cancel(market, order, Reasons.Halt, now);
            }
        }
    }

    public void Close(Market market, DateTimeOffset now)
    {
        foreach (var order in desk.Accounts.All.SelectMany(a => a.RestingIn(market.Ticker)).ToArray())
        {
            desk.Cancel(market, order, Reasons.Close, now);
        }
    }

    /// <summary>A dollar for each contract on the right side; the position is gone after that.</summary>
    public void Pay(Market market, DateTimeOffset now)
    {
        var yes = market.Result is true;
        foreach (var account in desk.Accounts.All)
        {
            if (account.Positions.GetValueOrDefault(market.Ticker) is not { } position)
            {
                continue;
            }
            var wins = yes ? position.Count > 0 : position.Count < 0;
            desk.Record(
                Line(Kinds.Paid, account.Name, now) with
                {
                    Instrument = market.Ticker,
                    Side =
                        position.Count > 0 ? "yes"
                        : position.Count < 0 ? "no"
                        : null,
                    Quantity = Units.Contracts(Math.Abs(position.Count)),
                    Price = yes ? 1 : 0,
                    Value = market.Event.ExpirationValue,
                    Cash = wins ? Units.Contracts(Math.Abs(position.Count)) : 0,
                    Position = 0,
                }
            );
        }
    }

    private Order[] AllResting() => [.. desk.Accounts.All.SelectMany(a => a.Resting.Values).SelectMany(r => r)];

    private static LedgerLine Line(string kind, string account, DateTimeOffset now) =>
        new()
        {
            At = now,
            Venue = KalshiExchange.Venue,
            Account = account,
            Kind = kind,
        };
}
