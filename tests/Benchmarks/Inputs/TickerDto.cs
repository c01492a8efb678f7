using System.Text.Json.Serialization;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The frame as a program would declare it that leaves the reading to System.Text.Json.</summary>
internal sealed class TickerDto
{
    [JsonPropertyName("channel")]
    public string Channel { get; set; } = "";

    [JsonPropertyName("client_id")]
    public string ClientId { get; set; } = "";

    [JsonPropertyName("timestamp")]
    public DateTimeOffset Timestamp { get; set; }

    [JsonPropertyName("sequence_num")]
    public long SequenceNum { get; set; }

    [JsonPropertyName("events")]
    public EventDto[] Events { get; set; } = [];

    internal sealed class EventDto
    {
        [JsonPropertyName("type")]
        public string Type { get; set; } = "";

        [JsonPropertyName("tickers")]
        public OneDto[] Tickers { get; set; } = [];
    }

    internal sealed class OneDto
    {
        [JsonPropertyName("type")]
        public string Type { get; set; } = "";

        [JsonPropertyName("product_id")]
        public string ProductId { get; set; } = "";

        [JsonPropertyName("price")]
        public decimal Price { get; set; }

        [JsonPropertyName("volume_24_h")]
        public decimal Volume24 { get; set; }

        [JsonPropertyName("low_24_h")]
        public decimal Low24 { get; set; }

        [JsonPropertyName("high_24_h")]
        public decimal High24 { get; set; }

        [JsonPropertyName("low_52_w")]
        public decimal Low52 { get; set; }

        [JsonPropertyName("high_52_w")]
        public decimal High52 { get; set; }

        [JsonPropertyName("price_percent_chg_24_h")]
        public decimal Change { get; set; }

        [JsonPropertyName("best_bid")]
        public decimal BestBid { get; set; }

        [JsonPropertyName("best_bid_quantity")]
        public decimal BestBidQuantity { get; set; }

        [JsonPropertyName("best_ask")]
        public decimal BestAsk { get; set; }

        [JsonPropertyName("best_ask_quantity")]
        public decimal BestAskQuantity { get; set; }
    }
}

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TickerDto))]
internal sealed partial class TickerJson : JsonSerializerContext;
