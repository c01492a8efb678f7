namespace Strikeboard.Exchanges.Streams;

public enum SequenceStep
{
    InOrder,
    Repeat,
    Gap,
}

/// <summary>Follows a counter that rises by one.</summary>
public struct SequenceWatch
{
    private long? _last;

    /// <summary>What should come next; null before the first.</summary>
    public readonly long? Expected => _last + 1;

    /// <summary>A gap is reported once: counting goes on from what came.</summary>
    public SequenceStep Step(long number)
    {
        var expected = Expected;
        if (expected is not null && number < expected)
            return SequenceStep.Repeat;
        _last = number;
        return expected is null || number == expected ? SequenceStep.InOrder : SequenceStep.Gap;
    }
}
