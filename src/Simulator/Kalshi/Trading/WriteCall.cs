using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>A request that would change something, read but not yet judged.</summary>
internal sealed record WriteCall(HttpContext Context, string Operation, JsonElement Body, bool IsReadable)
{
    public string Id => KalshiEndpoints.Route(Context, "id");

    /// <summary>Where it says it wants to go, in the query or in the body.</summary>
    public Route Route => new(Shard, Query("market_ticker") ?? Text("ticker") ?? Text("market_ticker"));

    /// <summary>Null: none was named.</summary>
    public int? Shard =>
        int.TryParse(
            Query("exchange_index"),
            System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture,
            out var shard
        )
            ? shard
            : (int?)new Fields(Body).Number("exchange_index");

    public IReadOnlyList<JsonElement> Items =>
        Body.ValueKind is JsonValueKind.Object
        && Body.TryGetProperty("orders", out var orders)
        && orders.ValueKind is JsonValueKind.Array
            ? [.. orders.EnumerateArray()]
            : [];

    public string? Text(string name) => new Fields(Body).Text(name);

    private string? Query(string name) => Context.Request.Query[name].FirstOrDefault(v => !string.IsNullOrEmpty(v));
}

/// <summary>What became of a request.</summary>
/// <param name="Instrument">The market it was about, for faults that are aimed.</param>
internal sealed record Outcome(int Status, Action<Utf8JsonWriter> Write, bool Accepted, string? Instrument = null)
{
    public static Outcome Of(Refusal refusal) => new(refusal.Status, refusal.WriteTo, false);

    public static Outcome Ok(Action<Utf8JsonWriter> write, string? instrument = null) =>
        new(StatusCodes.Status200OK, write, true, instrument);

    public static Outcome Created(Action<Utf8JsonWriter> write, string? instrument = null) =>
        new(StatusCodes.Status201Created, write, true, instrument);
}
