namespace Strikeboard.Model;

/// <param name="Checkpoint">Seconds before the close.</param>
/// <param name="Kept">All of them; those that are neither waiting nor left out are scored.</param>
/// <param name="Waiting">Without an outcome yet.</param>
/// <param name="Overdue">Those of them that closed more than an hour ago: the venue has not said how they ended.</param>
/// <param name="NotScored">Settled, but made from stale or estimated data.</param>
public sealed record ForecastCount(int Checkpoint, int Kept, int Waiting, int Overdue, int NotScored);
