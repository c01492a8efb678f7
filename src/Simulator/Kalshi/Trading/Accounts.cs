using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>
/// The accounts as the ledger tells them. Nothing here changes but by a line, so reading the same lines again gives the same
/// accounts: that is all a restart does.
/// </summary>
internal sealed class Accounts
{
    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);

    public IEnumerable<Account> All => accounts.Values;

    public Account? Find(string? name) => name is null ? null : accounts.GetValueOrDefault(name);

    public Account Of(string name)
    {
        if (!accounts.TryGetValue(name, out var account))
        {
            accounts[name] = account = new Account(name);
        }
        return account;
    }

    public void Apply(LedgerLine line)
    {
        if (line.Venue != KalshiExchange.Venue || line.Account is null)
        {
            return;
        }
        var account = Of(line.Account);
        switch (line.Kind)
        {
            case Kinds.Funded:
            case Kinds.TransferSent:
            case Kinds.TransferArrived:
                Move(account, line);
                break;
            case Kinds.Accepted:
                Accept(account, line);
                break;
            case Kinds.Filled:
                Fill(account, line);
                break;
            case Kinds.Cancelled:
                Cancel(account.Orders[line.OrderId!], line);
                break;
            case Kinds.Decreased:
                Decrease(account.Orders[line.OrderId!], line);
                break;
            case Kinds.Amended:
                Amend(account, account.Orders[line.OrderId!], line);
                break;
            case Kinds.Paid:
                Pay(account, line);
                break;
            case Kinds.Group:
                Regroup(account, line);
                break;
        }
    }

    private static void Move(Account account, LedgerLine line)
    {
        var shard = line.Shard!.Value;
        account.Cash[shard] = account.CashOn(shard) + line.Cash!.Value;
        if (line.Kind == Kinds.TransferSent)
        {
            account.Transfers[line.TradeId!] = new Transfer(
                line.TradeId!,
                -line.Cash.Value,
                (int)line.Value!.Value,
                line.At
            );
        }
        else if (line.Kind == Kinds.TransferArrived)
        {
            account.Transfers.Remove(line.TradeId!);
        }
    }

    private static void Accept(Account account, LedgerLine line)
    {
        var order = new Order
        {
            Account = account,
            Id = line.OrderId!,
            ClientId = line.ClientOrderId,
            Ticker = line.Instrument!,
            Side = Words.Side(line.Side)!.Value,
            Terms = new OrderTerms(
                Words.Time(line.TimeInForce)!.Value,
                Words.Rule(line.SelfTrade)!.Value,
                line.PostOnly ?? false,
                line.ReduceOnly ?? false,
                line.CancelOnPause ?? false,
                line.ExpiresAt,
                line.Group
            ),
            Shard = line.Shard!.Value,
            CreatedAt = line.At,
            Seq = line.Seq,
            UpdatedAt = line.At,
            Cents = Units.Cents(line.Price!.Value),
            Initial = Units.Hundredths(line.Quantity!.Value),
            Remaining = Units.Hundredths(line.Quantity!.Value),
        };
        account.Orders[order.Id] = order;
        account.InOrder.Add(order);
        if (order.ClientId is { } client)
        {
            account.ByClientId[client] = order;
        }
        if (!account.Resting.TryGetValue(order.Ticker, out var resting))
        {
            account.Resting[order.Ticker] = resting = [];
        }
        resting.Add(order);
    }

    private static void Fill(Account account, LedgerLine line)
    {
        var order = account.Orders[line.OrderId!];
        var (count, cents) = (Units.Hundredths(line.Quantity!.Value), Units.Cents(line.Price!.Value));
        var fee = line.Fee!.Value;
        var taker = line.IsTaker is true;
        order.Filled += count;
        if (order.Status is OrderStatus.Resting)
        {
            order.Remaining -= count;
        }
        if (order.Filled >= order.Initial)
        {
            order.Status = OrderStatus.Executed;
        }
        var cost = Units.Contracts(count) * Position.UnitCost(order.Side is OrderSide.Bid, cents);
        if (taker)
        {
            order.TakerCost += cost;
            order.TakerFees += fee;
        }
        else
        {
            order.MakerCost += cost;
            order.MakerFees += fee;
        }
        order.RoundingHeld = line.RoundingHeld ?? 0;
        Touch(order, Reasons.Trade, line.At);
        if (!account.Positions.TryGetValue(order.Ticker, out var position))
        {
            account.Positions[order.Ticker] = position = new Position(order.Ticker, order.Shard);
        }
        position.Take(order.Side, count, cents, fee, line.At);
        account.Cash[order.Shard] = account.CashOn(order.Shard) + line.Cash!.Value;
        account.Fills.Add(new Fill(line.Seq, line.At, order, line.TradeId!, cents, count, taker, fee));
    }

    private static void Cancel(Order order, LedgerLine line)
    {
        order.CancelledRemaining = order.Remaining;
        order.Remaining = 0;
        order.Status = OrderStatus.Canceled;
        Touch(order, line.Reason, line.At);
    }

    private static void Decrease(Order order, LedgerLine line)
    {
        order.Remaining -= Units.Hundredths(line.Quantity!.Value);
        order.Initial -= Units.Hundredths(line.Quantity!.Value);
        Touch(order, line.Reason, line.At);
    }

    private static void Amend(Account account, Order order, LedgerLine line)
    {
        order.Cents = Units.Cents(line.Price!.Value);
        order.Initial = Units.Hundredths(line.Quantity!.Value);
        order.Remaining = order.Initial - order.Filled;
        if (line.ClientOrderId is { } client && client != order.ClientId)
        {
            // The old id stays taken: none is ever given twice.
            order.ClientId = client;
            account.ByClientId[client] = order;
        }
        Touch(order, Reasons.Amend, line.At);
    }

    private static void Pay(Account account, LedgerLine line)
    {
        var position = account.Positions[line.Instrument!];
        account.Settlements.Add(
            new Settlement(
                line.Seq,
                line.At,
                position.Ticker,
                line.Price == 1,
                position.Count,
                position.Cost,
                position.Fees,
                line.Cash!.Value
            )
        );
        account.Positions.Remove(position.Ticker);
        account.Cash[position.Shard] = account.CashOn(position.Shard) + line.Cash.Value;
    }

    private static void Regroup(Account account, LedgerLine line)
    {
        if (line.Operation == GroupSteps.Created)
        {
            account.Groups[line.Group!] = new OrderGroup(
                line.Group!,
                line.Shard!.Value,
                Units.Hundredths(line.Quantity!.Value)
            );
            return;
        }
        var group = account.Groups[line.Group!];
        switch (line.Operation)
        {
            case GroupSteps.Reset:
                group.Triggered = false;
                group.CountsFrom = line.At;
                break;
            case GroupSteps.Triggered:
                group.Triggered = true;
                break;
            case GroupSteps.Limited:
                group.Limit = Units.Hundredths(line.Quantity!.Value);
                break;
            default:
                account.Groups.Remove(group.Id);
                break;
        }
    }

    private static void Touch(Order order, string? reason, DateTimeOffset at)
    {
        order.Reason = reason;
        order.UpdatedAt = at;
        if (order.Remaining == 0 && order.Account.Resting.TryGetValue(order.Ticker, out var resting))
        {
            resting.Remove(order);
            if (resting.Count == 0)
            {
                order.Account.Resting.Remove(order.Ticker);
            }
        }
    }
}
