using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>
/// Sends each account its own news, with the stream's troubles: a share of fills lost while everything else looks well, fills told
/// twice, late, or in another order than they happened. What a fault keeps back is only the telling; the ledger has it already.
/// </summary>
internal sealed class UserChannels(Watchers everywhere, FaultBoard faults)
{
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SwapWithin = TimeSpan.FromSeconds(2);

    private readonly PriorityQueue<UserNews, (DateTimeOffset Due, long Order)> later = new();
    private readonly List<(UserNews News, DateTimeOffset Due)> swapped = [];
    private long order;

    public void Tell(UserNews news, DateTimeOffset now)
    {
        if (news.Order.VisibleAt is { } visible && visible > now)
        {
            Delay(news, visible);
            return;
        }
        if (!news.IsFill)
        {
            Send(news);
            return;
        }
        TellFill(news, now);
    }

    public void Advance(DateTimeOffset now)
    {
        foreach (var held in swapped.Where(s => s.Due <= now).ToArray())
        {
            swapped.Remove(held);
            Send(held.News);
        }
        while (later.TryPeek(out _, out var when) && when.Due <= now)
        {
            Send(later.Dequeue());
        }
    }

    private void TellFill(UserNews news, DateTimeOffset now)
    {
        if (Strike(FaultKind.LoseFills, news) is not null)
        {
            return;
        }
        if (Strike(FaultKind.LateFills, news) is { } late)
        {
            Delay(news, now + (late.Lag ?? LateBy));
            return;
        }
        if (Strike(FaultKind.ReorderFills, news) is { } reorder)
        {
            swapped.Add((news, now + (reorder.Lag ?? SwapWithin)));
            return;
        }
        Send(news);
        if (Strike(FaultKind.DuplicateFills, news) is not null)
        {
            Send(news);
        }
        foreach (var before in swapped.Where(s => ReferenceEquals(s.News.Account, news.Account)).ToArray())
        {
            swapped.Remove(before);
            Send(before.News);
        }
    }

    private void Delay(UserNews news, DateTimeOffset until) => later.Enqueue(news, (until, order++));

    private Fault? Strike(FaultKind kind, UserNews news) =>
        faults.Strike(KalshiExchange.Venue, kind, new FaultTarget(news.Account.Name, news.Order.Ticker));

    private void Send(UserNews news)
    {
        foreach (var (channel, type, body) in news.Frames)
        {
            foreach (var subscription in everywhere.Of(channel)!)
            {
                if (subscription.Account == news.Account.Name)
                {
                    subscription.Send(type, body);
                }
            }
        }
    }
}
