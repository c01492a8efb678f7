namespace Strikeboard.Engine.Tests.Trading.Desk;

/// <summary>
/// Real time, moved to the first minute of the next hour: towards the full hour everything that is listed closes, and of most
/// contracts it is clear how they end.
/// </summary>
internal static class MarketHours
{
    public static TimeProvider Clock() => new Ahead(TimeSpan.FromMinutes(61 - TimeProvider.System.GetUtcNow().Minute));

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
