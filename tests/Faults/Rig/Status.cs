using System.Text.Json;

namespace Strikeboard.Faults.Rig;

public sealed record SourceLine(string Name, string State, string Quality, string Reason)
{
    public bool IsLive => Quality == "live" && State == "connected";
}

/// <summary>The answer of /status, as far as it is judged here.</summary>
public sealed record Status(
    string State,
    string Desired,
    long? CycleId,
    DateTimeOffset? CycleAt,
    bool CycleSucceeded,
    string? FirstError,
    bool IsMyNode,
    string LeaderNode,
    IReadOnlyList<SourceLine> Sources
)
{
    public SourceLine? Source(string name) => Sources.FirstOrDefault(source => source.Name == name);

    public bool StandsBy => !IsMyNode && LeaderNode.Length > 0;

    public bool HasFreshCycle(DateTimeOffset since) => CycleSucceeded && CycleAt >= since;

    public bool IsWellSince(DateTimeOffset since) =>
        State == "running"
        && HasFreshCycle(since)
        && Sources.Count >= 2
        && Sources.All(source => source.IsLive && source.Reason.Length == 0);

    public static Status Of(JsonElement answer)
    {
        var cycle = answer.TryGetProperty("lastCycle", out var last) && last.ValueKind == JsonValueKind.Object;
        return new Status(
            answer.GetProperty("state").GetString()!,
            answer.GetProperty("desired").GetString()!,
            cycle ? last.GetProperty("id").GetInt64() : null,
            cycle ? last.GetProperty("startedAt").GetDateTimeOffset() : null,
            cycle && last.GetProperty("outcome").GetString() == "succeeded",
            cycle ? ErrorIn(last) : null,
            answer.GetProperty("leader").GetProperty("isMe").GetBoolean(),
            answer.GetProperty("leader").GetProperty("node").GetString()!,
            [.. answer.GetProperty("sources").EnumerateArray().Select(Line)]
        );
    }

    private static SourceLine Line(JsonElement source) =>
        new(
            source.GetProperty("name").GetString()!,
            source.GetProperty("state").GetString()!,
            source.GetProperty("quality").GetString()!,
            source.TryGetProperty("reason", out var reason) ? reason.GetString() ?? "" : ""
        );

    private static string? ErrorIn(JsonElement cycle)
    {
        foreach (var step in cycle.GetProperty("steps").EnumerateArray())
        {
            if (step.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                return error.GetProperty("message").GetString();
        }
        return null;
    }
}
