namespace Strikeboard.Web.Parts.Tables;

/// <summary>What a row carries along without being another row for it: two records that differ in nothing else are equal.</summary>
public readonly record struct Beside<T>(T Value)
{
    public bool Equals(Beside<T> other) => true;

    public override int GetHashCode() => 0;
}
