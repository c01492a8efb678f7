using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>What a prerendered page says about its live parts: what a browser would hand back to make them live.</summary>
internal sealed partial record PageMarkers(string Operations, string State)
{
    public static PageMarkers In(string html)
    {
        var operations = new JsonArray();
        foreach (Match match in Marker().Matches(html))
        {
            var marker = JsonNode.Parse(match.Groups["json"].Value)!.AsObject();
            if (!marker.ContainsKey("descriptor"))
                continue;
            operations.Add(
                new JsonObject
                {
                    ["type"] = "add",
                    ["ssrComponentId"] = operations.Count + 1,
                    ["marker"] = marker,
                }
            );
        }
        if (operations.Count == 0)
            throw new FormatException("the page has no live part");
        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = operations };
        return new PageMarkers(batch.ToJsonString(), StateText().Match(html).Groups["state"].Value);
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex StateText();
}
