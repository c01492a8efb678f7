namespace Strikeboard.Model;

/// <summary>Opens a position through the same gate as the bots.</summary>
/// <param name="LimitPrice">Of the side, in dollars: never more is paid.</param>
/// <param name="RestsSeconds">How long it may rest at the venue; null: the desk's own setting.</param>
public sealed record PlaceOrder(
    string Instrument,
    Side Side,
    decimal Quantity,
    decimal LimitPrice,
    int? RestsSeconds,
    decimal? StopPrice,
    decimal? TargetPrice,
    double? StopChance
) : Command("order.place", Role.Trader, Instrument);

/// <summary>Takes back what rests of an order. What has filled stays, and stays protected.</summary>
public sealed record CancelOrder(string ClientOrderId) : Command("order.cancel", Role.Operator, ClientOrderId);

/// <summary>A person has looked at the venue and says what became of an order that nobody knows about.</summary>
public sealed record ResolveOrder(string ClientOrderId, decimal Filled, string Evidence)
    : Command("order.resolve", Role.Trader, ClientOrderId);

/// <summary>Asks the exit manager to sell.</summary>
/// <param name="Quantity">Null: everything, late fills included.</param>
public sealed record ClosePosition(Guid Id, decimal? Quantity) : Command("position.close", Role.Trader, Id.ToString());

public sealed record SetProtection(Guid Id, decimal? StopPrice, decimal? TargetPrice, double? StopChance)
    : Command("position.protect", Role.Trader, Id.ToString());

/// <summary>Nothing is opened any more, by nobody. What is held stays, and stays protected.</summary>
public sealed record PauseEntries() : Command("entries.pause", Role.Operator, "entries");

public sealed record ResumeEntries() : Command("entries.resume", Role.Operator, "entries");

/// <summary>Takes back what rests of all entries. It neither closes positions nor stops new entries.</summary>
public sealed record CancelOrders() : Command("orders.cancel", Role.Operator, "orders");

/// <summary>Sells everything that the desk holds. It does not stop new entries: pause them first.</summary>
public sealed record Flatten() : Command("positions.flatten", Role.Trader, "positions");

/// <summary>Pauses entries and cancels orders, latched until it is re-armed. It does not close positions.</summary>
public sealed record Kill() : Command("desk.kill", Role.Operator, "desk");

public sealed record Rearm() : Command("desk.rearm", Role.Administrator, "desk");
