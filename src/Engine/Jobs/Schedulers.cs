namespace Strikeboard.Engine.Jobs;

/// <summary>The names of the two schedulers.</summary>
public static class Schedulers
{
    /// <summary>In memory, on the leader: what happens every second.</summary>
    public const string Beat = "beat";

    /// <summary>Persistent and clustered: what any node may do.</summary>
    public const string Work = "work";
}
