using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Strikeboard.Quant.Numbers;

/// <summary>
/// The standard normal for whole columns, eight values at a time. The tail is exp(−x²/2) times a ratio of two polynomials that
/// follows it from 0 to 38 deviations, fitted for this purpose: to 2e-17 in itself and to 2e-13 of its own size, so that far
/// out the digits stay. One division, no cases. A value does not depend on its place in the column nor on the width of the machine's vectors.
/// </summary>
public static class NormalColumn
{
    /// <summary>Beyond it the probability is below the smallest normal number, and the fit ends.</summary>
    private const double Farthest = 37.5;

    /// <summary>Adding it leaves the nearest whole number in the lowest bits.</summary>
    private const double Rounder = 6_755_399_441_055_744.0;
    private const double OneOverLn2 = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const int MantissaBits = 52;

    /// <summary>P(Z &gt; z) for each z; not a number stays that.</summary>
    public static void Upper(ReadOnlySpan<double> z, Span<double> upper)
    {
        if (upper.Length < z.Length)
            throw new InvalidInputException("There must be room for every value.", nameof(upper));
        var (width, i) = (Vector512<double>.Count, 0);
        ref var from = ref MemoryMarshal.GetReference(z);
        ref var to = ref MemoryMarshal.GetReference(upper);
        for (; i <= z.Length - width; i += width)
            Upper(Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        if (i < z.Length)
            Rest(z[i..], upper[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Upper(Vector512<double> z)
    {
        var x = Vector512.Abs(z);
        var near = Vector512.Min(x, Vector512.Create(Farthest));
        var tail = Exp(near * near * -0.5) * (Over(near) / Under(near));
        tail = Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, Vector512.Create(Farthest)),
            Vector512<double>.Zero,
            tail
        );
        return Vector512.ConditionalSelect(
            Vector512.LessThan(z, Vector512<double>.Zero),
            Vector512<double>.One - tail,
            tail
        );
    }

    /// <summary>The same over a copy with room to spare, so that a value's place never shows in it.</summary>
    private static void Rest(ReadOnlySpan<double> z, Span<double> upper)
    {
        Span<double> room = stackalloc double[Vector512<double>.Count];
        z.CopyTo(room);
        Upper(Vector512.Create<double>(room)).CopyTo(room);
        room[..z.Length].CopyTo(upper);
    }

    /// <summary>
    /// e^x for −704 ≤ x ≤ 0, where nothing overflows and nothing is lost: without the library's checks for the rest it can stay
    /// in registers between the two polynomials.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        var rounder = Vector512.Create(Rounder);
        var shifted = Next(x, Vector512.Create(OneOverLn2), Rounder);
        var whole = shifted - rounder;
        var rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2High), x);
        rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2Low), rest);
        var power = Power(rest).AsInt64() + (shifted.AsInt64() << MantissaBits);
        return power.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Over(Vector512<double> x)
    {
        var sum = Next(Vector512.Create(5.305853407502302e-06), x, 0.00013188860551017635);
        sum = Next(sum, x, 0.0015724598857054862);
        sum = Next(sum, x, 0.01162416528831598);
        sum = Next(sum, x, 0.058006016727484684);
        sum = Next(sum, x, 0.20005602584387966);
        sum = Next(sum, x, 0.4679517638064051);
        sum = Next(sum, x, 0.6870522134590953);
        return Next(sum, x, 0.5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Under(Vector512<double> x)
    {
        var sum = Next(Vector512.Create(1.3299802165431828e-05), x, 0.000330595708717337);
        sum = Next(sum, x, 0.003954872142611244);
        sum = Next(sum, x, 0.029468059837951054);
        sum = Next(sum, x, 0.14931442204086093);
        sum = Next(sum, x, 0.5299437315469187);
        sum = Next(sum, x, 1.3106109077250876);
        sum = Next(sum, x, 2.168900007149253);
        sum = Next(sum, x, 2.1719889877210563);
        return Next(sum, x, 1.0);
    }

    /// <summary>e^x within half a step of ln 2 around zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power(Vector512<double> x)
    {
        var sum = Next(Vector512.Create(2.5110348050125477e-08), x, 2.763304334996162e-07);
        sum = Next(sum, x, 2.755724007735639e-06);
        sum = Next(sum, x, 2.4801484388380035e-05);
        sum = Next(sum, x, 0.00019841269890835087);
        sum = Next(sum, x, 0.0013888888953339472);
        sum = Next(sum, x, 0.008333333333319305);
        sum = Next(sum, x, 0.04166666666648424);
        sum = Next(sum, x, 0.16666666666666682);
        sum = Next(sum, x, 0.5000000000000019);
        sum = Next(sum, x, 1.0);
        return Next(sum, x, 1.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Next(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(coefficient));
}
