using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>Settings as people and programs write them: camelCase, and nothing that is not known.</summary>
public static class EntrySettingsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public static JsonObject Write(EntrySettings settings)
    {
        var text = JsonSerializer.SerializeToNode(settings, Options)!.AsObject();
        // The switch stands beside the settings, not among them.
        text.Remove("enabled");
        return text;
    }

    /// <summary>The settings with those changed that are given; a sentence where they cannot be meant.</summary>
    public static (EntrySettings? Settings, string Fault) Change(EntrySettings settings, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
            return (null, "Settings are an object.");
        var text = Write(settings);
        foreach (var change in changes.EnumerateObject())
        {
            if (!text.ContainsKey(change.Name))
                return (null, $"There is no setting '{change.Name}'.");
            text[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        }
        try
        {
            var changed = text.Deserialize<EntrySettings>(Options)! with { Enabled = settings.Enabled };
            var faults = string.Join(" ", changed.Faults());
            return faults.Length > 0 ? (null, faults) : (changed, "");
        }
        catch (JsonException fault)
        {
            return (null, $"{fault.Path} is not what that setting takes.");
        }
    }
}
