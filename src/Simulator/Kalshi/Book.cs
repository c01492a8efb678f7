using Strikeboard.Simulator.Kalshi.Trading;

namespace Strikeboard.Simulator.Kalshi;

internal enum BookSide
{
    Yes,
    No,
}

/// <summary>A level's size moved by so many hundredths of a contract, for an account's order or for the maker.</summary>
internal readonly record struct LevelChange(BookSide Side, int Cents, long Delta, Order? Own = null);

/// <summary>
/// Bids on both outcomes by whole cents, sizes in hundredths of a contract. A bid for No at q is an offer of Yes at 100 − q. What the
/// maker quotes and what accounts left resting are kept apart; the public sees their sum.
/// </summary>
internal sealed class Book
{
    public const int MinCents = 1;
    public const int MaxCents = 99;

    private readonly long[] yes = new long[MaxCents + 1];
    private readonly long[] no = new long[MaxCents + 1];
    private readonly List<Order> resting = [];

    /// <summary>Orders of accounts, the earliest first.</summary>
    public IReadOnlyList<Order> Resting => resting;

    public long Size(BookSide side, int cents) => MakerSize(side, cents) + OwnSize(side, cents);

    public long MakerSize(BookSide side, int cents) => cents is < MinCents or > MaxCents ? 0 : Levels(side)[cents];

    /// <summary>Best bid of a side; 0 when it has none.</summary>
    public int Best(BookSide side)
    {
        var best = MakerBest(side);
        foreach (var order in resting)
        {
            if (order.BookSide == side && order.RestingCents > best)
            {
                best = order.RestingCents;
            }
        }
        return best;
    }

    public int MakerBest(BookSide side)
    {
        var levels = Levels(side);
        for (var cents = MaxCents; cents >= MinCents; cents--)
        {
            if (levels[cents] > 0)
            {
                return cents;
            }
        }
        return 0;
    }

    /// <summary>Ascending, so the best bid comes last.</summary>
    public IEnumerable<(int Cents, long Size)> Ascending(BookSide side)
    {
        for (var cents = MinCents; cents <= MaxCents; cents++)
        {
            if (Size(side, cents) is > 0 and var size)
            {
                yield return (cents, size);
            }
        }
    }

    public IEnumerable<Order> RestingAt(BookSide side, int cents) =>
        resting.Count == 0 ? [] : resting.Where(o => o.BookSide == side && o.RestingCents == cents);

    public LevelChange SetMaker(BookSide side, int cents, long size)
    {
        var levels = Levels(side);
        var change = new LevelChange(side, cents, size - levels[cents]);
        levels[cents] = size;
        foreach (var order in RestingAt(side, cents))
        {
            // Which part of the maker's size went is not known; nobody can stand behind more than there is.
            order.Ahead = Math.Min(order.Ahead, size);
        }
        return change;
    }

    /// <summary>Somebody traded with the maker: those behind it move up.</summary>
    public LevelChange TakeFromMaker(BookSide side, int cents, long count)
    {
        foreach (var order in RestingAt(side, cents))
        {
            order.Ahead = Math.Max(0, order.Ahead - count);
        }
        return SetMaker(side, cents, Levels(side)[cents] - count);
    }

    public LevelChange Rest(Order order)
    {
        order.Ahead = MakerSize(order.BookSide, order.RestingCents);
        order.InBook = true;
        resting.Add(order);
        return new LevelChange(order.BookSide, order.RestingCents, order.Remaining, order);
    }

    public void Leave(Order order)
    {
        order.InBook = false;
        resting.Remove(order);
    }

    public void Clear()
    {
        Array.Clear(yes);
        Array.Clear(no);
    }

    private long OwnSize(BookSide side, int cents)
    {
        var size = 0L;
        foreach (var order in resting)
        {
            if (order.BookSide == side && order.RestingCents == cents)
            {
                size += order.Remaining;
            }
        }
        return size;
    }

    private long[] Levels(BookSide side) => side is BookSide.Yes ? yes : no;
}
