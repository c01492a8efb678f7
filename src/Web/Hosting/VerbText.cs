using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Web.Hosting;

/// <summary>Answers of the running process as lines for a terminal.</summary>
internal static class VerbText
{
    public static IEnumerable<string> Status(RunningNote running, JsonElement status, JsonElement risk)
    {
        yield return $"Strikeboard ({running.Mode}) at {running.Url}, process {running.ProcessId}";
        yield return $"pipeline {Text(status, "state")}, asked to be {Text(status, "desired")}, cycle {Text(status, "cycle")}";
        yield return Desk(risk);
        foreach (var source in Items(status, "sources"))
            yield return $"{Text(source, "name")} {Text(source, "state")}, {Text(source, "quality")}{Because(Text(source, "reason"))}";
    }

    public static IEnumerable<string> Stats(JsonElement figures)
    {
        yield return $"pipeline {Text(figures, "state")}: {Text(figures, "totalCycles")} cycles since the start, {Text(figures, "missedTicks")} missed, {Text(figures, "consecutiveFailures")} failures in a row";
        if (figures.TryGetProperty("windows", out var windows))
        {
            foreach (var window in windows.EnumerateObject())
                yield return $"{window.Name, -4} {Text(window.Value, "cycles")} cycles, {Share(window.Value)} good, {Times(window.Value, "cycleMs")}";
        }
        foreach (var step in Items(figures, "steps"))
            yield return $"{Text(step, "name"), -14} {Times(step, "ms")}, {Text(step, "failures")} failures";
    }

    /// <summary>Each check by its word, the worst last, where a terminal ends.</summary>
    public static IEnumerable<string> Verify(JsonElement health)
    {
        foreach (var check in Items(health, "checks").OrderByDescending(IsGood))
            yield return $"{(IsGood(check) ? "pass" : "FAIL")} {Text(check, "name")}{Because(Text(check, "reason"))}";
        yield return $"{Text(health, "status")}, score {Text(health, "cappedScore")} of 100{Because(Text(health, "capReason"))}";
    }

    public static bool IsGood(JsonElement part) => Text(part, "status") == "healthy";

    public static string Sentence(JsonElement answer) =>
        Text(answer, "message") is { Length: > 0 } message ? message : Text(answer, "detail");

    private static string Desk(JsonElement risk) =>
        risk.ValueKind != JsonValueKind.Object ? "the desk's state could not be read"
        : Is(risk, "killed") ? "desk killed: rearm it when that is understood"
        : Is(risk, "entriesPaused") ? "desk: entries are paused"
        : $"desk {Text(risk, "state")}{Because(Text(risk, "reason"))}";

    private static string Because(string reason) => reason.Length > 0 ? $": {reason}" : "";

    private static string Share(JsonElement window) =>
        window.TryGetProperty("successRate", out var rate) && rate.ValueKind == JsonValueKind.Number
            ? rate.GetDouble().ToString("0.0 %", CultureInfo.InvariantCulture)
            : "–";

    private static string Times(JsonElement element, string name) =>
        element.TryGetProperty(name, out var times)
            ? $"{Ms(times, "p50")} / {Ms(times, "p95")} / {Ms(times, "p99")} ms (p50, p95, p99)"
            : "";

    private static string Ms(JsonElement times, string name) =>
        times.TryGetProperty(name, out var ms) && ms.ValueKind == JsonValueKind.Number
            ? ms.GetDouble().ToString("0.0", CultureInfo.InvariantCulture)
            : "–";

    private static bool Is(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : [];

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ToString()
            : "";
}
