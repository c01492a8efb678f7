namespace Strikeboard.Simulator.Kalshi.Trading;

/// <param name="RestingCents">Price of the level, as its own side has it.</param>
/// <param name="Against">Order of an account; null for the maker's quotes.</param>
/// <param name="CancelsResting">The two would be of one account, and the resting one gives way.</param>
internal readonly record struct Match(int RestingCents, long Count, Order? Against, bool CancelsResting = false);

internal sealed class Plan(BookSide resting)
{
    public List<Match> Matches { get; } = [];

    /// <summary>The incoming order met one of its own account and must stop there.</summary>
    public bool SelfCrossed { get; set; }

    public BookSide RestingSide => resting;

    public long Count => Matches.Sum(m => m.Count);

    /// <summary>Whether anything stands in the way of an order that only wants to rest.</summary>
    public bool Touches => SelfCrossed || Matches.Count > 0;

    public int YesCents(Match match) => resting is BookSide.Yes ? match.RestingCents : 100 - match.RestingCents;
}

/// <summary>Price first, then time: what an incoming order would meet. Looks only; <see cref="Desk"/> carries it out.</summary>
internal static class Matching
{
    /// <param name="account">Null for the simulated flow, which never trades with itself.</param>
    public static Plan Against(
        Book book,
        Account? account,
        OrderSide side,
        int limitCents,
        long count,
        SelfTrade rule = SelfTrade.TakerAtCross
    )
    {
        var resting = side is OrderSide.Bid ? BookSide.No : BookSide.Yes;
        var worst = side is OrderSide.Bid ? 100 - limitCents : limitCents;
        var plan = new Plan(resting);
        var left = count;
        for (var cents = book.Best(resting); cents >= worst && left > 0 && !plan.SelfCrossed && cents > 0; cents--)
        {
            left -= MeetLevel(book, plan, account, cents, left, rule);
        }
        return plan;
    }

    private static long MeetLevel(Book book, Plan plan, Account? account, int cents, long wanted, SelfTrade rule)
    {
        var maker = book.MakerSize(plan.RestingSide, cents);
        var (left, makerTaken) = (wanted, 0L);
        foreach (var order in book.RestingAt(plan.RestingSide, cents))
        {
            makerTaken += TakeMaker(plan, cents, Math.Min(order.Ahead, maker) - makerTaken, ref left);
            if (left == 0)
            {
                return wanted;
            }
            if (account is null || !ReferenceEquals(order.Account, account))
            {
                var count = Math.Min(left, order.Remaining);
                plan.Matches.Add(new Match(cents, count, order));
                left -= count;
            }
            else if (rule is SelfTrade.Maker)
            {
                plan.Matches.Add(new Match(cents, 0, order, CancelsResting: true));
            }
            else
            {
                plan.SelfCrossed = true;
                return wanted - left;
            }
        }
        TakeMaker(plan, cents, maker - makerTaken, ref left);
        return wanted - left;
    }

    private static long TakeMaker(Plan plan, int cents, long available, ref long left)
    {
        var count = Math.Min(available, left);
        if (count <= 0)
        {
            return 0;
        }
        plan.Matches.Add(new Match(cents, count, null));
        left -= count;
        return count;
    }
}
