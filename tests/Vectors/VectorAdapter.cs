namespace Strikeboard.Vectors;

/// <summary>
/// A model's answer by key: numbers, texts, booleans, instants, nulls, lists and further outputs. Keys that a vector does not
/// expect are not looked at.
/// </summary>
public sealed class VectorOutput : Dictionary<string, object?>
{
    public VectorOutput()
        : base(StringComparer.Ordinal) { }
}

/// <summary>Calls one model with the inputs of a vector.</summary>
public delegate VectorOutput VectorAdapter(VectorInputs inputs);
