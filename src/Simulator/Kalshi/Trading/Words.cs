namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>The venue's spelling of what orders are made of.</summary>
internal static class Words
{
    public static string Name(OrderSide side) => side is OrderSide.Bid ? "bid" : "ask";

    /// <summary>A sale of Yes is a purchase of No.</summary>
    public static string Outcome(OrderSide side) => side is OrderSide.Bid ? "yes" : "no";

    public static string Name(TimeInForce time) =>
        time switch
        {
            TimeInForce.GoodTillCanceled => "good_till_canceled",
            TimeInForce.ImmediateOrCancel => "immediate_or_cancel",
            _ => "fill_or_kill",
        };

    public static string Name(SelfTrade rule) => rule is SelfTrade.Maker ? "maker" : "taker_at_cross";

    public static string Name(OrderStatus status) => Enum.GetName(status)!.ToLowerInvariant();

    public static OrderSide? Side(string? text) =>
        text switch
        {
            "bid" => OrderSide.Bid,
            "ask" => OrderSide.Ask,
            _ => null,
        };

    public static TimeInForce? Time(string? text) =>
        text switch
        {
            "good_till_canceled" => TimeInForce.GoodTillCanceled,
            "immediate_or_cancel" => TimeInForce.ImmediateOrCancel,
            "fill_or_kill" => TimeInForce.FillOrKill,
            _ => null,
        };

    public static SelfTrade? Rule(string? text) =>
        text switch
        {
            "taker_at_cross" => SelfTrade.TakerAtCross,
            "maker" => SelfTrade.Maker,
            _ => null,
        };

    /// <summary>A market's ticker is its event's and the strike's.</summary>
    public static string EventOf(string ticker) => ticker.LastIndexOf('-') is > 0 and var at ? ticker[..at] : ticker;
}

/// <summary>Why an order ended or changed, as the venue names it; the last three are the simulator's own.</summary>
internal static class Reasons
{
    public const string Decrease = "Decrease";
    public const string Amend = "Amend";
    public const string SelfTrade = "SelfTradeCancel";
    public const string Expiry = "ExpiryCancel";
    public const string Close = "CloseCancel";
    public const string Halt = "HaltCancel";
    public const string Trade = "Trade";
    public const string ReduceOnly = "ReduceOnlyCancel";
    public const string User = "UserCancel";
    public const string Immediate = "ImmediateOrCancel";
    public const string Group = "OrderGroupCancel";
}
