namespace Strikeboard.Simulator.Kalshi.Trading;

internal enum OrderSide
{
    Bid,
    Ask,
}

internal enum TimeInForce
{
    GoodTillCanceled,
    ImmediateOrCancel,
    FillOrKill,
}

/// <summary>What happens when an account would trade with itself: the incoming part goes, or the resting order.</summary>
internal enum SelfTrade
{
    TakerAtCross,
    Maker,
}

internal enum OrderStatus
{
    Resting,
    Canceled,
    Executed,
}

internal sealed record OrderTerms(
    TimeInForce TimeInForce,
    SelfTrade SelfTrade,
    bool PostOnly,
    bool ReduceOnly,
    bool CancelOnPause,
    DateTimeOffset? ExpiresAt,
    string? Group
);

/// <summary>An order of an account. Its figures follow the ledger; its place in the book is kept by <see cref="Book"/>.</summary>
internal sealed class Order
{
    public required Account Account { get; init; }
    public required string Id { get; init; }
    public required string Ticker { get; init; }
    public required OrderSide Side { get; init; }
    public required OrderTerms Terms { get; init; }
    public required int Shard { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Line of the ledger that accepted it: older orders have smaller numbers.</summary>
    public required long Seq { get; init; }
    public string? ClientId { get; set; }

    /// <summary>Of Yes, whatever the side.</summary>
    public int Cents { get; set; }

    /// <summary>Hundredths of a contract, as everything counted here.</summary>
    public long Initial { get; set; }
    public long Filled { get; set; }
    public long Remaining { get; set; }
    public OrderStatus Status { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public decimal TakerCost { get; set; }
    public decimal MakerCost { get; set; }
    public decimal TakerFees { get; set; }
    public decimal MakerFees { get; set; }
    public decimal RoundingHeld { get; set; }

    /// <summary>Contracts of the venue's maker that came to this level before it.</summary>
    public long Ahead { get; set; }
    public bool InBook { get; set; }

    /// <summary>What rested until it was cancelled, for the reads that come too early to know.</summary>
    public long CancelledRemaining { get; set; }

    /// <summary>Until then a fault keeps it out of every answer.</summary>
    public DateTimeOffset? VisibleAt { get; set; }

    public BookSide BookSide => Side is OrderSide.Bid ? BookSide.Yes : BookSide.No;

    /// <summary>The price as the side it rests on has it: a bid for No where it sells Yes.</summary>
    public int RestingCents => Side is OrderSide.Bid ? Cents : 100 - Cents;

    public bool IsVisible(DateTimeOffset now) => VisibleAt is not { } from || now >= from;
}
