namespace Strikeboard.Fuzz;

/// <summary>A decoder under test, with an independent slow reading of the same bytes beside it.</summary>
public interface IFuzzTarget
{
    string Name { get; }

    /// <summary>What the decoder does with the bytes; false where it refuses them. Must not throw.</summary>
    bool Decode(ReadOnlySpan<byte> frame);

    /// <summary>
    /// Only after an accepted frame: what the slow reading finds wrong with the values that the decoder has just given. Null
    /// where both agree.
    /// </summary>
    string? Disagreement(ReadOnlyMemory<byte> frame);
}
