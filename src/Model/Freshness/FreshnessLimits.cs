namespace Strikeboard.Model;

/// <summary>Up to which age a value counts as live, and up to which as delayed; older is stale.</summary>
public readonly record struct FreshnessLimits(TimeSpan Live, TimeSpan Delayed)
{
    /// <summary>The source had heartbeats but is quiet: a product nobody trades is not a broken one.</summary>
    public static readonly FreshnessLimits QuietProduct = Seconds(15, 60);

    /// <summary>Nothing at all arrived on the stream, heartbeats included.</summary>
    public static readonly FreshnessLimits SilentStream = Seconds(2, 3);

    public static readonly FreshnessLimits MarketBooks = Seconds(3, 10);

    public static readonly FreshnessLimits CycleOutputs = Seconds(2, 5);

    /// <summary>Polled values are never live: up to the limit they are shown as fallback.</summary>
    public static readonly TimeSpan Polling = TimeSpan.FromSeconds(15);

    public Quality Judge(TimeSpan age) =>
        age <= Live ? Quality.Live
        : age <= Delayed ? Quality.Delayed
        : Quality.Stale;

    private static FreshnessLimits Seconds(double live, double delayed) =>
        new(TimeSpan.FromSeconds(live), TimeSpan.FromSeconds(delayed));
}
