using System.Text.Json;
using System.Text.Json.Serialization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Paper;

internal enum PaperKind
{
    Funded,
    Accepted,
    Filled,
    Ended,
    Settled,
}

/// <summary>One thing that happened at the local venue. The account is nothing but these, applied one after another.</summary>
internal sealed record PaperLine
{
    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Without gaps from 1.</summary>
    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public required PaperKind Kind { get; init; }
    public PaperTerms? Terms { get; init; }
    public string? OrderId { get; init; }
    public string? Instrument { get; init; }

    /// <summary>Contracts, above zero; of a settlement, those of Yes that were held, below zero of No.</summary>
    public decimal? Quantity { get; init; }
    public decimal? YesPrice { get; init; }
    public decimal? Fee { get; init; }

    /// <summary>What rounding has taken from the order so far and not given back.</summary>
    public decimal? Rounding { get; init; }

    /// <summary>Change of the account's cash, fee included.</summary>
    public decimal? Cash { get; init; }
    public ReportedState? State { get; init; }
    public string? Reason { get; init; }
    public Side? Result { get; init; }

    public string ToText() => JsonSerializer.Serialize(this, Words);

    /// <summary>Null where it is none.</summary>
    public static PaperLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<PaperLine>(text, Words);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An order as it was taken.</summary>
internal sealed record PaperTerms
{
    public required string ClientOrderId { get; init; }
    public required string Instrument { get; init; }
    public required string Series { get; init; }
    public required string Event { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public required int Shard { get; init; }
    public required bool BuysYes { get; init; }
    public required decimal YesPrice { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>It sells what is held and opens nothing.</summary>
    public required bool ReduceOnly { get; init; }

    /// <summary>Null: what does not fill at once is cancelled at once.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public static PaperTerms Of(OrderRequest order, PaperMarket market) =>
        new()
        {
            ClientOrderId = order.ClientOrderId,
            Instrument = order.Instrument,
            Series = market.Series,
            Event = market.Market.EventTicker,
            ClosesAt = market.Market.CloseTime,
            Shard = order.ExchangeIndex,
            BuysYes = order.Side == Side.Yes == (order.Purpose == IntentPurpose.Entry),
            YesPrice = order.Side == Side.Yes ? order.LimitPrice : 1m - order.LimitPrice,
            Quantity = order.Quantity,
            ReduceOnly = order.Purpose == IntentPurpose.Exit,
            ExpiresAt = order.ExpiresAt,
        };
}
