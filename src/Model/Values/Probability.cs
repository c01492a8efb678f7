namespace Strikeboard.Model;

/// <summary>A chance between 0 and 1, kept raw: clamping is for edges and display.</summary>
public readonly record struct Probability
{
    public Probability(double value)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(value), value, "a probability lies between 0 and 1");
        Value = value;
    }

    public double Value { get; }
}
