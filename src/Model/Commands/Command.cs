using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>A wish to change something. Its name, needs and content are what the audit keeps.</summary>
public abstract record Command
{
    [JsonIgnore]
    public abstract string Name { get; }

    [JsonIgnore]
    public abstract Role Needs { get; }

    /// <summary>What it acts on, in a word or two, for the audit and the events.</summary>
    [JsonIgnore]
    public abstract string Target { get; }
}
