namespace Strikeboard.Web.Live;

/// <summary>What a socket is told. Seq rises by one in each connection, so a client sees that nothing is missing.</summary>
public sealed record LiveMessage(string Type, string Topic, long Seq, DateTimeOffset Time, object Data);

internal static class LiveTypes
{
    public const string SystemState = "system_state";
    public const string HealthUpdate = "health_update";
    public const string SystemEvent = "system_event";
    public const string MarketData = "market_data";
    public const string Error = "error";
}

/// <summary>What can be subscribed to: these, and one of market data for each symbol.</summary>
internal static class LiveTopics
{
    public const string System = "system";
    public const string Health = "health";
    public const string Events = "events";
    public const string MarketPrefix = "market:";
    public static readonly string[] Plain = [System, Health, Events];
}

/// <summary>What a socket may say.</summary>
public sealed record LiveRequest(
    string Type,
    IReadOnlyList<string>? Symbols = null,
    IReadOnlyList<string>? Topics = null,
    string? Workflow = null,
    System.Text.Json.JsonElement? Params = null
);
