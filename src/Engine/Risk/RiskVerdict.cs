using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>Allowed, or every gate that says no, each with its sentence and its figures; the first of them names the refusal.</summary>
public sealed record RiskVerdict(ImmutableArray<Refusal> Denials)
{
    public static RiskVerdict Allowed { get; } = new([]);

    public bool IsAllowed => Denials.IsEmpty;

    /// <summary>What the asker is told: the first gate's words, and the codes of all; null where it is allowed.</summary>
    public Refusal? Refusal =>
        Denials.IsEmpty ? null : Denials[0].With("gates", string.Join(", ", Denials.Select(denial => denial.Code)));

    public bool Equals(RiskVerdict? other) => other is not null && Denials.SequenceEqual(other.Denials);

    public override int GetHashCode() => Denials.Length;
}
