using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>A wish to change something. Its content is what the audit keeps, beside these three.</summary>
/// <param name="Name">Stable, for programs and the audit.</param>
/// <param name="Needs">The least role that may ask for it.</param>
/// <param name="Target">What it acts on, in a word or two.</param>
public abstract record Command(
    [property: JsonIgnore] string Name,
    [property: JsonIgnore] Role Needs,
    [property: JsonIgnore] string Target
)
{
    /// <summary>True for what concerns the asked process alone; everything else only the leading node does.</summary>
    [JsonIgnore]
    public virtual bool OnAnyNode => false;
}
