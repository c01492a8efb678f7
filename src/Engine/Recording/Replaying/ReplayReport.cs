using System.Collections.Immutable;

namespace Strikeboard.Engine.Recording;

/// <summary>What a replay found.</summary>
public sealed record ReplayReport
{
    public required int Parts { get; init; }
    public required long Cycles { get; init; }
    public required long Equal { get; init; }
    public required long Different { get; init; }

    /// <summary>Recorded, but some of their inputs were lost.</summary>
    public required long Unknown { get; init; }
    public required TimeSpan Took { get; init; }
    public DateTimeOffset? First { get; init; }
    public DateTimeOffset? Last { get; init; }

    /// <summary>In how many cycles the output of each step differed.</summary>
    public required ImmutableSortedDictionary<string, long> DifferentByStep { get; init; }

    /// <summary>The fields of the first differing cycles, in the order in which the steps run.</summary>
    public required ImmutableArray<ReplayDifference> Differences { get; init; }

    /// <summary>Settings that are not as they were: a reason to differ.</summary>
    public required ImmutableArray<string> ChangedSettings { get; init; }

    /// <summary>Files that ended early, each in a sentence.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Bytes that are not what was written: some cycles could not even be counted.</summary>
    public required bool IsDamaged { get; init; }

    public double CyclesPerSecond => Took > TimeSpan.Zero ? Cycles / Took.TotalSeconds : 0;

    public bool IsAllTheSame => Cycles > 0 && Equal == Cycles && !IsDamaged;
}

/// <summary>One field that is not what it was.</summary>
/// <param name="Field">"BTC.Strikes[KXBTCD].Rows[KXBTCD-T84000].PYes"; the whole output where only its fingerprint was kept.</param>
/// <param name="IsNamed">The recorded output was kept whole, so that this is the very field.</param>
public sealed record ReplayDifference(
    long Cycle,
    DateTimeOffset DueAt,
    string Step,
    string Field,
    string Ours,
    string Recorded,
    bool IsNamed
);

public sealed record ReplayProgress(long Cycles, long Different, DateTimeOffset DueAt);
