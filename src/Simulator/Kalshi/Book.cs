namespace Strikeboard.Simulator.Kalshi;

internal enum BookSide
{
    Yes,
    No,
}

/// <summary>A level's size moved by so many hundredths of a contract.</summary>
internal readonly record struct LevelChange(BookSide Side, int Cents, long Delta);

/// <summary>Bids on both outcomes by whole cents, sizes in hundredths of a contract. A bid for No at q is an offer of Yes at 100 − q.</summary>
internal sealed class Book
{
    public const int MinCents = 1;
    public const int MaxCents = 99;

    private readonly long[] yes = new long[MaxCents + 1];
    private readonly long[] no = new long[MaxCents + 1];

    public long Size(BookSide side, int cents) => cents is < MinCents or > MaxCents ? 0 : Levels(side)[cents];

    /// <summary>Best bid of a side; 0 when it has none.</summary>
    public int Best(BookSide side)
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

    public LevelChange Set(BookSide side, int cents, long size)
    {
        var levels = Levels(side);
        var change = new LevelChange(side, cents, size - levels[cents]);
        levels[cents] = size;
        return change;
    }

    public void Clear()
    {
        Array.Clear(yes);
        Array.Clear(no);
    }

    private long[] Levels(BookSide side) => side is BookSide.Yes ? yes : no;
}
