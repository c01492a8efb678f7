using System.Text.Json.Serialization;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record PriceShape(
    Symbol Symbol,
    long CycleId,
    decimal Price,
    DateTimeOffset Time,
    long AgeMs,
    string Source,
    Quality Quality,
    decimal? OneMinuteAverage,
    DeltasShape Deltas,
    double? Momentum,
    double SigmaAnnual,
    bool SigmaIsFallback,
    decimal? Basis,
    string SettlesOn
)
{
    public static PriceShape Of(PriceView price, long cycleId, DateTimeOffset madeAt, DateTimeOffset now) =>
        new(
            price.Symbol,
            cycleId,
            price.Price,
            price.Time,
            Ages.Ms(now, price.AsOf),
            price.Source,
            price.QualityAt(madeAt, now),
            price.OneMinuteAverage,
            DeltasShape.Of(price.Deltas),
            price.Momentum,
            price.SigmaAnnual,
            price.SigmaIsFallback,
            price.Basis,
            price.SettlesOn
        );
}

/// <summary>Percent changes over so many minutes.</summary>
public sealed record DeltasShape(
    [property: JsonPropertyName("1m")] double? M1,
    [property: JsonPropertyName("2m")] double? M2,
    [property: JsonPropertyName("3m")] double? M3,
    [property: JsonPropertyName("4m")] double? M4,
    [property: JsonPropertyName("15m")] double? M15,
    [property: JsonPropertyName("30m")] double? M30
)
{
    public static DeltasShape Of(PriceDeltas deltas) =>
        new(deltas.M1, deltas.M2, deltas.M3, deltas.M4, deltas.M15, deltas.M30);
}
