namespace Strikeboard.Exchanges.Streams;

/// <summary>
/// Waits between attempts: the first retry is quick, later ones are drawn evenly from zero up to a doubling ceiling (full
/// jitter), so that many clients do not return in step. A venue that said "go away" is left alone for longer.
/// </summary>
public sealed class Backoff(Random random)
{
    public static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan FirstCeiling = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan LastCeiling = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan LeastWhenRefused = TimeSpan.FromSeconds(3);

    private int _failures;

    public void Reset() => _failures = 0;

    /// <param name="refused">The venue answered and said no (401, 403, 418, 429, 451): asking again soon does harm.</param>
    public TimeSpan Next(bool refused)
    {
        var ceiling = Ceiling(_failures++);
        var drawn = ceiling * random.NextDouble();
        var least = refused ? LeastWhenRefused : Least;
        return drawn < least ? least : drawn;
    }

    private static TimeSpan Ceiling(int failures)
    {
        if (failures == 0)
            return Quick;
        var doubled = FirstCeiling * Math.Pow(2, Math.Min(failures - 1, 16));
        return doubled < LastCeiling ? doubled : LastCeiling;
    }
}
