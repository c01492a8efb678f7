using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Engine.Pipeline;

namespace Strikeboard.Engine.Recording.Replaying;

internal static class SettingsDifference
{
    /// <summary>"Pipeline:StrikeRows: 21 recorded, 11 today".</summary>
    public static IEnumerable<string> Between(PipelineOptions recorded, PipelineOptions today) =>
        Differing(recorded, today);

    public static IEnumerable<string> Between(PipelineChoices recorded, PipelineChoices today) =>
        Differing(recorded, today);

    private static IEnumerable<string> Differing<T>(T recorded, T today)
    {
        var then = Leaves(recorded).ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in Leaves(today))
        {
            var before = then.GetValueOrDefault(key, "nothing");
            if (before != value)
                yield return $"{key}: {before} recorded, {value} today";
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves<T>(T options) =>
        Leaves("Pipeline", JsonSerializer.SerializeToNode(options));

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string key, JsonNode? node) =>
        node is JsonObject section
            ? section.SelectMany(child => Leaves($"{key}:{child.Key}", child.Value))
            : [new(key, node?.ToJsonString() ?? "nothing")];
}
