namespace Strikeboard.Model;

/// <summary>Which forecasts; what is null does not narrow. From and to are about the close, inclusive.</summary>
public sealed record ForecastFilter(
    Symbol? Symbol = null,
    string? Series = null,
    int? Checkpoint = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null
);
