using Strikeboard.Model;

namespace Strikeboard.Data.Trading;

/// <summary>A position as it stands. What follows from its orders and fills is kept beside them, so that limits are judged by one read.</summary>
public sealed class PositionRow
{
    public Guid Id { get; init; }
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string Instrument { get; init; }
    public Side Side { get; init; }
    public required string Symbol { get; init; }
    public required string EventTicker { get; init; }
    public int ExchangeIndex { get; init; }
    public DateOnly TradingDay { get; init; }
    public required string OpenedBy { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? MarketClosesAt { get; init; }
    public decimal? StopPrice { get; init; }
    public decimal? TargetPrice { get; init; }
    public double? StopChance { get; init; }
    public PositionState State { get; init; }

    /// <summary>Nobody else may enter this instrument on this account.</summary>
    public bool TakesSlot { get; init; }
    public decimal Bought { get; init; }
    public decimal Sold { get; init; }
    public decimal Settled { get; init; }
    public decimal PaidOut { get; init; }
    public decimal AveragePrice { get; init; }
    public decimal Realised { get; init; }
    public decimal Fees { get; init; }

    /// <summary>Dollars: the cost of what is held, and of what still might be bought.</summary>
    public decimal AtRisk { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Rises with every change; whoever changes it must have seen the one before.</summary>
    public long Version { get; init; }

    /// <summary>Names the last change, so that one whose commit was never answered can be looked up.</summary>
    public Guid ChangeId { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A wish to enter or to get out.</summary>
public sealed class OrderIntentRow
{
    public Guid Id { get; init; }
    public Guid PositionId { get; init; }
    public int Ordinal { get; init; }
    public IntentPurpose Purpose { get; init; }
    public decimal Quantity { get; init; }
    public bool Everything { get; init; }
    public decimal LimitPrice { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Seconds that a try may rest at the venue; null: the desk's own setting.</summary>
    public double? Rests { get; init; }
    public bool IsClosed { get; init; }
}

/// <summary>A try to get it.</summary>
public sealed class OrderAttemptRow
{
    public required string ClientOrderId { get; init; }
    public Guid IntentId { get; init; }
    public Guid PositionId { get; init; }
    public int Number { get; init; }
    public decimal Quantity { get; init; }
    public decimal LimitPrice { get; init; }
    public AttemptState State { get; init; }
    public bool IsFinal { get; init; }
    public string? VenueOrderId { get; init; }
    public decimal Reported { get; init; }
    public decimal Booked { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public bool CancelAsked { get; init; }
    public DateTimeOffset? AbsentSince { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A trade of ours at the venue, kept once.</summary>
public sealed class FillRow
{
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string TradeId { get; init; }
    public Guid PositionId { get; init; }
    public string? ClientOrderId { get; init; }
    public string? VenueOrderId { get; init; }
    public IntentPurpose Purpose { get; init; }
    public decimal Quantity { get; init; }
    public decimal Price { get; init; }
    public decimal Fee { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset BookedAt { get; init; }
}

/// <summary>What happened to a position and its orders, line by line.</summary>
public sealed class TradeLineRow
{
    public long Id { get; init; }
    public Guid PositionId { get; init; }
    public string? ClientOrderId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string What { get; init; }
    public required string Detail { get; init; }
}

/// <summary>An instrument that was held and given up on a trading day: it is not entered again on that day. Never removed.</summary>
public sealed class ClosedTodayRow
{
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string Instrument { get; init; }
    public DateOnly TradingDay { get; init; }
    public Guid PositionId { get; init; }
    public DateTimeOffset ClosedAt { get; init; }
}

/// <summary>What the venue paid for a contract that was decided, ours and the owner's alike.</summary>
public sealed class SettlementRow
{
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string Instrument { get; init; }
    public Side Result { get; init; }

    /// <summary>Contracts of Yes; below zero, of No.</summary>
    public decimal Quantity { get; init; }
    public decimal Paid { get; init; }
    public decimal Fees { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>
/// An account at a venue: the one row that whoever adds risk must lock, so that limits are judged one after another.
/// </summary>
public sealed class AccountRow
{
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string RiskState { get; init; }
    public required string RiskReason { get; init; }
    public bool EntriesPaused { get; init; }

    /// <summary>Set by the kill switch, and only a person's re-arming clears it.</summary>
    public bool Killed { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
}

/// <summary>The limits in force from a moment on; older ones stay. Every change is a row.</summary>
public sealed class RiskLimitsRow
{
    public long Version { get; init; }

    /// <summary>The limits as JSON.</summary>
    public required string Limits { get; init; }
    public required string ChangedBy { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Something that trades by itself: whether it may, and how it decides.</summary>
public sealed class BotRow
{
    public required string Name { get; init; }
    public bool IsOn { get; init; }

    /// <summary>Why it switched itself off, until a person arms it again; empty while it did not.</summary>
    public required string DisarmedBecause { get; init; }

    /// <summary>Its settings as JSON.</summary>
    public required string Settings { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
}

/// <summary>Everything that a run of cycles weighed and why it was entered or left, packed under the first cycle's number.</summary>
public sealed class DecisionRow
{
    public long CycleId { get; init; }
    public DateTimeOffset At { get; init; }
    public int Weighed { get; init; }
    public int Entered { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>
/// A while during which one side of a contract got the same answer: what the packed decisions are searched by. Ids rise with
/// the cycle that ended it.
/// </summary>
public sealed class DecisionStretchRow
{
    public long Id { get; init; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public int Cycles { get; init; }
    public required string Symbol { get; init; }
    public required string Event { get; init; }
    public required string Instrument { get; init; }
    public Side Side { get; init; }
    public required string Outcome { get; init; }

    /// <summary>The condition that said no first, or the desk's code; null where it was entered.</summary>
    public string? SaidNo { get; init; }

    /// <summary>The cycle in which it was nearest to being entered; what follows is of that one.</summary>
    public long NearestCycle { get; init; }
    public int Lacks { get; init; }
    public double Distance { get; init; }
    public decimal? Price { get; init; }
    public double Chance { get; init; }
    public double? Edge { get; init; }
}
