using System.Text.Json.Serialization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>Something that was decided, answered or seen and that may move a position.</summary>
[JsonDerivedType(typeof(SendBegun), nameof(SendBegun))]
[JsonDerivedType(typeof(SendDropped), nameof(SendDropped))]
[JsonDerivedType(typeof(SendRefused), nameof(SendRefused))]
[JsonDerivedType(typeof(SendInDoubt), nameof(SendInDoubt))]
[JsonDerivedType(typeof(OrderSeen), nameof(OrderSeen))]
[JsonDerivedType(typeof(OrderAbsent), nameof(OrderAbsent))]
[JsonDerivedType(typeof(FillSeen), nameof(FillSeen))]
[JsonDerivedType(typeof(ExitAsked), nameof(ExitAsked))]
[JsonDerivedType(typeof(EntryCancelAsked), nameof(EntryCancelAsked))]
[JsonDerivedType(typeof(PositionSettled), nameof(PositionSettled))]
[JsonDerivedType(typeof(PersonResolved), nameof(PersonResolved))]
internal abstract record TradeEvent(DateTimeOffset At);

/// <summary>About to be sent: kept before a single byte leaves.</summary>
internal sealed record SendBegun(string ClientOrderId, DateTimeOffset? ExpiresAt, DateTimeOffset At) : TradeEvent(At);

/// <summary>Never sent: what it rested on is old, or nothing of it left this machine.</summary>
internal sealed record SendDropped(string ClientOrderId, string Reason, DateTimeOffset At) : TradeEvent(At);

/// <summary>The venue said no to this very order: it is not there.</summary>
internal sealed record SendRefused(string ClientOrderId, string Reason, DateTimeOffset At) : TradeEvent(At);

/// <summary>No answer, or one that says neither yes nor no. A name that is taken already is of this kind too.</summary>
internal sealed record SendInDoubt(string ClientOrderId, string Reason, DateTimeOffset At) : TradeEvent(At);

internal sealed record OrderSeen(OrderReport Report, DateTimeOffset At) : TradeEvent(At);

/// <summary>Orders and fills were both read, and neither knows the order. A read that failed is no such event.</summary>
internal sealed record OrderAbsent(string ClientOrderId, DateTimeOffset At) : TradeEvent(At);

internal sealed record FillSeen(Fill Fill, DateTimeOffset At) : TradeEvent(At);

/// <summary>Somebody wants out: the stop, the target, a person, the end of the day. All of them get the same one exit.</summary>
/// <param name="Quantity">Null: everything, late fills included.</param>
internal sealed record ExitAsked(Guid IntentId, decimal? Quantity, decimal LimitPrice, string Reason, DateTimeOffset At)
    : TradeEvent(At);

/// <summary>What still rests of the entry is not wanted any more.</summary>
internal sealed record EntryCancelAsked(string Reason, DateTimeOffset At) : TradeEvent(At);

/// <summary>The venue has paid out what was held.</summary>
/// <param name="Worth">Dollars for one contract of the position's side.</param>
internal sealed record PositionSettled(decimal Quantity, decimal Worth, DateTimeOffset At) : TradeEvent(At);

/// <summary>A person has looked at the venue and says what became of an order.</summary>
internal sealed record PersonResolved(string ClientOrderId, decimal Filled, string Evidence, DateTimeOffset At)
    : TradeEvent(At);
