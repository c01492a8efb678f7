using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>Which node listens, beats and trades.</summary>
public sealed record LeaderStatus(string Node, long Epoch, bool IsMe)
{
    public static readonly LeaderStatus Nobody = new("", 0, false);

    /// <summary>Where people reach the leading node; empty where it does not say.</summary>
    public string Url { get; init; } = "";

    [JsonIgnore]
    public bool IsAnother => !IsMe && Node.Length > 0;
}
