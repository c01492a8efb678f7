namespace Strikeboard.Faults.Seeds;

/// <summary>In what venues differ.</summary>
/// <param name="Expires">It refuses an order that comes after its own expiry, and ends one that rests until then.</param>
/// <param name="ReusesNames">A client's name for an order may be used again once that order is over.</param>
internal sealed record VenueHabits(bool Expires, bool ReusesNames);
