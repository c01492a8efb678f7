using Strikeboard.Model;

namespace Strikeboard.Engine.Calibration;

/// <summary>One forecast with what became of it.</summary>
public sealed record ForecastEntry(
    long Id,
    Forecast Forecast,
    Side? Result,
    decimal? ExpirationValue,
    DateTimeOffset? SettledAt,
    bool IsFinal
);
