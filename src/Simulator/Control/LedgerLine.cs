using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strikeboard.Simulator.Control;

/// <summary>
/// What truly happened at a venue, in the order it happened. The first fields are on every line, null where they say nothing;
/// those below <see cref="Reason"/> are left out instead.
/// </summary>
internal sealed record LedgerLine
{
    /// <summary>The line's place in the file, counted from one; given when it is written.</summary>
    public long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Venue { get; init; }
    public string? Account { get; init; }
    public required string Kind { get; init; }
    public string? ClientOrderId { get; init; }
    public string? OrderId { get; init; }
    public string? Instrument { get; init; }
    public string? Side { get; init; }

    /// <summary>Contracts.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Dollars a contract, of Yes.</summary>
    public decimal? Price { get; init; }
    public decimal? Value { get; init; }

    public string? Reason { get; init; }
    public string? Operation { get; init; }
    public string? Source { get; init; }
    public string? TradeId { get; init; }
    public bool? IsTaker { get; init; }

    /// <summary>Dollars, rounding included.</summary>
    public decimal? Fee { get; init; }

    /// <summary>By how much the account's cash changed, fee included.</summary>
    public decimal? Cash { get; init; }

    /// <summary>The account's contracts after this line; negative for No.</summary>
    public decimal? Position { get; init; }

    /// <summary>What rounding has taken from the order so far and not given back.</summary>
    public decimal? RoundingHeld { get; init; }
    public int? Shard { get; init; }
    public string? TimeInForce { get; init; }
    public string? SelfTrade { get; init; }
    public bool? PostOnly { get; init; }
    public bool? ReduceOnly { get; init; }
    public bool? CancelOnPause { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? Group { get; init; }
    public DateTimeOffset? CloseTime { get; init; }
    public string? StrikeType { get; init; }
    public decimal? Floor { get; init; }
    public decimal? Cap { get; init; }

    private static readonly JsonSerializerOptions Spelling = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new Instant() },
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver
        {
            Modifiers = { LeaveOutWhatSaysNothing },
        },
    };

    private static readonly HashSet<string> Always = new(StringComparer.Ordinal)
    {
        "account",
        "clientOrderId",
        "orderId",
        "instrument",
        "side",
        "quantity",
        "price",
        "value",
    };

    public void WriteTo(System.Buffers.IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, this, Spelling);
    }

    public static LedgerLine? Parse(string text) => JsonSerializer.Deserialize<LedgerLine>(text, Spelling);

    private static void LeaveOutWhatSaysNothing(System.Text.Json.Serialization.Metadata.JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!Always.Contains(property.Name))
            {
                property.ShouldSerialize = static (_, value) => value is not null;
            }
        }
    }

    private sealed class Instant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
