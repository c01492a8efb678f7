namespace Strikeboard.Engine.Recording.Outputs;

/// <summary>The byte before each canonical value.</summary>
internal enum CanonKind : byte
{
    Nothing,
    No,
    Yes,
    Whole,
    Double,
    Decimal,
    Text,
    Time,
    Thing,
    List,
    Map,
}
