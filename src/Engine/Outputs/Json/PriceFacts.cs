using System.Text.Json.Serialization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs.Json;

/// <summary>The price that the whole file rests on.</summary>
internal sealed record PriceFacts(
    decimal Price,
    DateTimeOffset Time,
    DateTimeOffset AsOf,
    string Source,
    Quality Quality,
    decimal? OneMinuteAverage,
    PriceChanges Deltas,
    double? Momentum,
    double SigmaAnnual,
    decimal? Basis
)
{
    public static PriceFacts Of(PriceView price) =>
        new(
            price.Price,
            price.Time,
            price.AsOf,
            price.Source,
            price.Quality,
            price.OneMinuteAverage,
            new PriceChanges(
                price.Deltas.M1,
                price.Deltas.M2,
                price.Deltas.M3,
                price.Deltas.M4,
                price.Deltas.M15,
                price.Deltas.M30
            ),
            price.Momentum,
            price.SigmaAnnual,
            price.Basis
        );
}

/// <summary>Percent over so many minutes.</summary>
internal sealed record PriceChanges(
    [property: JsonPropertyName("1m")] double? M1,
    [property: JsonPropertyName("2m")] double? M2,
    [property: JsonPropertyName("3m")] double? M3,
    [property: JsonPropertyName("4m")] double? M4,
    [property: JsonPropertyName("15m")] double? M15,
    [property: JsonPropertyName("30m")] double? M30
);
