namespace Strikeboard.Model;

/// <summary>Which node listens, beats and trades.</summary>
public sealed record LeaderStatus(string Node, long Epoch, bool IsMe)
{
    public static readonly LeaderStatus Nobody = new("", 0, false);
}
