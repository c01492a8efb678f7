using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Kalshi.Trading;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>Tells the listeners what is on the tape: books, trades, quotes, then the accounts their own. The ledger comes first.</summary>
internal sealed class Publisher(Tape tape, Ledger ledger, Watchers everywhere, UserChannels users)
{
    private const int TradesKept = 5000;
    private readonly Queue<PublicTrade> trades = new();

    public IEnumerable<PublicTrade> Trades => trades.Reverse();

    public void Publish(DateTimeOffset now)
    {
        ledger.Flush();
        foreach (var (market, change) in tape.Changes)
        {
            SendChange(market, change, now);
        }
        foreach (var (market, trade) in tape.Trades)
        {
            trades.Enqueue(trade);
            if (trades.Count > TradesKept)
            {
                trades.Dequeue();
            }
            Send("trade", market.Watchers.Trades, everywhere.Trades, () => Frames.Trade(trade));
        }
        foreach (var market in tape.Touched)
        {
            market.UpdatedAt = now;
            Send("ticker", market.Watchers.Tickers, everywhere.Tickers, () => Frames.Ticker(market, now));
        }
        foreach (var news in tape.News)
        {
            users.Tell(news, now);
        }
        tape.Clear();
    }

    /// <summary>Each body is written once for everybody who gets it.</summary>
    public static void Send(string type, List<Subscription> some, List<Subscription> others, Func<byte[]> body)
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
            var body =
                change.Own is { } order && order.Account.Name == subscription.Account
                    ? Frames.BookDelta(market, change, subscription.UseYesPrice, now, order)
                : subscription.UseYesPrice ? asYes ??= Frames.BookDelta(market, change, true, now)
                : own ??= Frames.BookDelta(market, change, false, now);
            subscription.Send("orderbook_delta", body);
        }
    }
}
