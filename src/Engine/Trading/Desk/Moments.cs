namespace Strikeboard.Engine.Trading.Desk;

internal static class Moments
{
    /// <summary>To the microsecond, as the database keeps it: what is read back equals what was kept.</summary>
    public static DateTimeOffset Now(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
