using System.Runtime.InteropServices;

namespace Strikeboard.Quant.Numbers;

/// <summary>
/// Portable random numbers: the same seed gives the same stream in any language, so that a simulation can be checked elsewhere.
/// Mutable by nature: keep it in a variable and pass it by reference.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public struct SplitMix64(ulong seed) : IEquatable<SplitMix64>
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in the open interval (0, 1): neither end can come out, so the inverse normal always exists.</summary>
    public double NextUniform() => ((Next() >> 11) + 0.5) * TwoToMinus53;

    /// <summary>One draw per normal, by inversion: draws stay aligned whatever the values are.</summary>
    public double NextNormal() => NormalDistribution.Inverse(NextUniform());

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i >= 1; i--)
        {
            var j = (int)(NextUniform() * (i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public readonly bool Equals(SplitMix64 other) => _state == other._state;

    public override readonly bool Equals(object? obj) => obj is SplitMix64 other && Equals(other);

    public override readonly int GetHashCode() => _state.GetHashCode();

    public static bool operator ==(SplitMix64 left, SplitMix64 right) => left.Equals(right);

    public static bool operator !=(SplitMix64 left, SplitMix64 right) => !left.Equals(right);
}
