using System.Collections.Immutable;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

public enum DecisionOutcome
{
    No,

    /// <summary>The bot wanted to enter, and the desk said no.</summary>
    Refused,
    Entered,
}

/// <summary>A side of a contract in a cycle, with how near it was to being entered.</summary>
/// <param name="Lacks">Conditions that are not met.</param>
/// <param name="Distance">What they lack together, each measured by its own threshold.</param>
public sealed record DecisionLine(EntryDecision Decision, Refusal? Refusal, int Lacks, double Distance)
{
    /// <summary>A condition that nobody can tell is further away than any that was measured to lack a little.</summary>
    private const double Unknown = 10;

    public DecisionOutcome Outcome =>
        Decision.Outcome == EntryOutcome.No ? DecisionOutcome.No
        : Refusal is null ? DecisionOutcome.Entered
        : DecisionOutcome.Refused;

    public string Key => $"{Decision.Instrument} {Decision.Side}";

    /// <summary>The condition that said no first, the desk's own among them; null where it was entered.</summary>
    public string? SaidNo => Decision.FirstFailed ?? Refusal?.Code;

    /// <summary>Those of a cycle, nearest to being entered first.</summary>
    public static ImmutableArray<DecisionLine> Of(WeighedCycle cycle) =>
        [
            .. cycle
                .Decisions.Select(Of)
                .OrderBy(line => line.Lacks)
                .ThenBy(line => line.Distance)
                .ThenByDescending(line => line.Decision.Edge)
                .ThenBy(line => line.Key, StringComparer.Ordinal),
        ];

    public static DecisionLine Of(DecisionTold told)
    {
        var (lacks, distance) = (0, 0.0);
        foreach (var gate in told.Decision.Gates)
        {
            if (gate.Passed)
                continue;
            lacks++;
            distance += gate.Distance is { } missing
                ? missing / (gate.Threshold == 0 ? 1 : Math.Abs(gate.Threshold))
                : Unknown;
        }
        return new DecisionLine(told.Decision, told.Refusal, lacks, distance);
    }
}
