using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <summary>What a venue says of itself.</summary>
/// <param name="Closed">Why it does not trade, in words; empty while it does.</param>
/// <param name="MaintenanceInSeconds">Until the next announced window; zero while one runs.</param>
public sealed record ConditionsShape(
    bool ExchangeActive,
    bool TradingActive,
    string Closed,
    DateTimeOffset? ResumesAt,
    MaintenanceWindow? Maintenance,
    long? MaintenanceInSeconds,
    RateBudget? Budget,
    bool? SeesIndex,
    VenueWord? LastWord
)
{
    public static ConditionsShape Of(VenueConditions venue, DateTimeOffset now) =>
        new(
            venue.ExchangeActive,
            venue.TradingActive,
            venue.ClosedAt(now),
            venue.ResumesAt,
            venue.Maintenance,
            venue.Maintenance is { } window ? Math.Max(0, (long)(window.From - now).TotalSeconds) : null,
            venue.Budget,
            venue.SeesIndex,
            venue.LastWord
        );
}
