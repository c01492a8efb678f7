using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>Limits as they are kept, and as people and programs name them.</summary>
internal static class RiskLimitsJson
{
    public static string Write(RiskLimits limits) => JsonSerializer.Serialize(limits);

    public static RiskLimits Read(string json) => JsonSerializer.Deserialize<RiskLimits>(json)!;

    /// <summary>All limits by name; else every fault at once, each under its name.</summary>
    public static (RiskLimits? Limits, Refusal? Refusal) Of(IReadOnlyDictionary<string, decimal> named)
    {
        var faults = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var known = RiskLimit.All.ToDictionary(limit => limit.Key, StringComparer.Ordinal);
        foreach (var name in named.Keys.Where(name => !known.ContainsKey(name)))
            faults[Shown(name)] = "is not a limit";
        foreach (var limit in RiskLimit.All)
        {
            if (!named.TryGetValue(limit.Key, out var value))
                faults[limit.Key] = "is not named";
            else if (value < limit.Least || value > limit.Most)
                faults[limit.Key] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {value} and has to be from {limit.Least} to {limit.Most}"
                );
            else if (limit.IsWhole && value != decimal.Truncate(value))
                faults[limit.Key] = string.Create(CultureInfo.InvariantCulture, $"is {value} and has to be whole");
        }
        if (faults.Count > 0)
            return (null, Refused(faults));
        var text = new JsonObject();
        foreach (var limit in RiskLimit.All)
            text[limit.Name] = limit.IsWhole ? (int)named[limit.Key] : named[limit.Key];
        var limits = text.Deserialize<RiskLimits>()!;
        var together = string.Join(" ", limits.Faults());
        return together.Length > 0 ? (null, new Refusal("risk.limits", together)) : (limits, null);
    }

    private static Refusal Refused(IReadOnlyDictionary<string, string> faults) =>
        faults.Aggregate(
            new Refusal("risk.limits", string.Join(" ", faults.Select(fault => $"{fault.Key} {fault.Value}."))),
            (refusal, fault) => refusal.With(fault.Key, fault.Value)
        );

    private static string Shown(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(60)]);
}
