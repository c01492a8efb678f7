namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Contracts of one market and what they cost: positive Yes, negative No, at average cost.</summary>
internal sealed class Position(string ticker, int shard)
{
    public string Ticker => ticker;
    public int Shard => shard;
    public long Count { get; private set; }

    /// <summary>Dollars paid for what is held now.</summary>
    public decimal Cost { get; private set; }
    public decimal Traded { get; private set; }
    public decimal Realised { get; private set; }
    public decimal Fees { get; private set; }
    public long Volume { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public void Take(OrderSide side, long count, int cents, decimal fee, DateTimeOffset at)
    {
        var signed = side is OrderSide.Bid ? count : -count;
        var closing = Closing(Count, signed);
        if (closing > 0)
        {
            var share = Cost * closing / Math.Abs(Count);
            Realised += (Units.Contracts(closing) * UnitCost(Count > 0, cents)) - share;
            Cost = closing == Math.Abs(Count) ? 0 : Cost - share;
        }
        Cost += Units.Contracts(count - closing) * UnitCost(signed > 0, cents);
        Traded += Units.Contracts(count) * UnitCost(signed > 0, cents);
        Volume += count;
        Count += signed;
        Fees += fee;
        UpdatedAt = at;
    }

    /// <summary>How much of a trade gives back what is held.</summary>
    public static long Closing(long held, long signed) =>
        Math.Sign(held) * Math.Sign(signed) < 0 ? Math.Min(Math.Abs(held), Math.Abs(signed)) : 0;

    /// <summary>Money that comes in (or goes out, negative) for a trade from a given holding, before fees.</summary>
    public static decimal CashFlow(long held, long signed, int cents)
    {
        var closing = Closing(held, signed);
        var opening = Math.Abs(signed) - closing;
        return (Units.Contracts(closing) * UnitCost(held > 0, cents))
            - (Units.Contracts(opening) * UnitCost(signed > 0, cents));
    }

    public static decimal UnitCost(bool yes, int cents) => (yes ? cents : 100 - cents) / 100m;
}
