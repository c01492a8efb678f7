using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

/// <summary>
/// The strikes of one event side by side, made once and asked in every cycle. Every kind of market is a cell from
/// <see cref="_low"/> to <see cref="_high"/>, open to infinity where it has one strike only; that makes one formula of all.
/// </summary>
public sealed class StrikeColumns
{
    private readonly StrikeTerms[] _terms;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly bool _hasCells;

    /// <param name="terms">Complete ones only.</param>
    public StrikeColumns(IReadOnlyList<StrikeTerms> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _terms = [.. terms];
        _low = [.. terms.Select(Low)];
        _high = [.. terms.Select(High)];
        _hasCells = terms.Any(one => one.Type == StrikeType.Between);
    }

    public int Count => _terms.Length;

    public ReadOnlySpan<StrikeTerms> Terms => _terms;

    /// <summary>Each market's probability of Yes, as <see cref="SettlementModel.ProbabilityOf"/> has it to 1e-15.</summary>
    public void Probabilities(
        in SettlementMoments moments,
        Span<double> probabilities,
        SettlementDistribution distribution = default
    )
    {
        RequireRoom(probabilities.Length);
        if (moments.IsCertain || !distribution.IsNormal)
        {
            for (var i = 0; i < _terms.Length; i++)
                probabilities[i] = SettlementModel.ProbabilityOf(_terms[i], moments, distribution);
            return;
        }
        var spread = new Spread(moments);
        if (_hasCells)
            Fill(new Cells(spread), probabilities);
        else
            Fill(new Tails(spread), probabilities);
    }

    /// <summary>How far a value stands inside each market's Yes: what a row calls its buffer, where the value is the spot.</summary>
    public void Buffers(double value, Span<double> buffers)
    {
        RequireRoom(buffers.Length);
        Fill(new Distance(Vector512.Create(Require.Finite(value)), Vector512<double>.One), buffers);
    }

    /// <summary>The same from the expected settlement value in standard deviations; not a number where nothing is uncertain.</summary>
    public void BuffersInDeviations(in SettlementMoments moments, Span<double> buffers)
    {
        RequireRoom(buffers.Length);
        var deviation = moments.IsCertain ? double.NaN : moments.Deviation;
        Fill(new Distance(Vector512.Create(moments.Mean), Vector512.Create(deviation)), buffers);
    }

    private static double Low(StrikeTerms terms) =>
        terms.Type == StrikeType.Less ? double.NegativeInfinity : (double)Require.Given(terms.Floor);

    private static double High(StrikeTerms terms) =>
        terms.Type switch
        {
            StrikeType.Less => (double)Require.Given(terms.Cap),
            StrikeType.Between => (double)(Require.Given(terms.Cap) + StrikeTerms.Cent),
            _ => double.PositiveInfinity,
        };

    private void RequireRoom(int length)
    {
        if (length < _terms.Length)
            throw new InvalidInputException("There must be room for every market.", nameof(length));
    }

    private void Fill<T>(T formula, Span<double> result)
        where T : struct, IFormula
    {
        var (width, i) = (Vector512<double>.Count, 0);
        ref var low = ref MemoryMarshal.GetArrayDataReference(_low);
        ref var high = ref MemoryMarshal.GetArrayDataReference(_high);
        ref var to = ref MemoryMarshal.GetReference(result);
        for (; i <= _low.Length - width; i += width)
            formula
                .Of(Vector512.LoadUnsafe(ref low, (nuint)i), Vector512.LoadUnsafe(ref high, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        if (i < _low.Length)
            FillRest(formula, i, result[i..]);
    }

    /// <summary>The same formula over a copy with room to spare, so that a row's place never shows in its value.</summary>
    private void FillRest<T>(T formula, int from, Span<double> result)
        where T : struct, IFormula
    {
        Span<double> lows = stackalloc double[Vector512<double>.Count];
        Span<double> highs = stackalloc double[Vector512<double>.Count];
        _low.AsSpan(from).CopyTo(lows);
        _high.AsSpan(from).CopyTo(highs);
        formula.Of(Vector512.Create<double>(lows), Vector512.Create<double>(highs)).CopyTo(lows);
        lows[..(_low.Length - from)].CopyTo(result);
    }

    private interface IFormula
    {
        Vector512<double> Of(Vector512<double> low, Vector512<double> high);
    }

    private readonly struct Spread(in SettlementMoments moments)
    {
        public readonly Vector512<double> Mean = Vector512.Create(moments.Mean);
        public readonly Vector512<double> Scale = Vector512.Create(1 / moments.Deviation);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Standard(Vector512<double> bound) => (bound - Mean) * Scale;
    }

    /// <summary>One strike each: the tail above the floor, or below the cap.</summary>
    private readonly struct Tails(Spread spread) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> low, Vector512<double> high)
        {
            var isAbove = Vector512.Equals(high, Vector512.Create(double.PositiveInfinity));
            var z = spread.Standard(Vector512.ConditionalSelect(isAbove, low, high));
            return NormalColumn.Upper(Vector512.ConditionalSelect(isAbove, z, -z));
        }
    }

    /// <summary>From the tails on the side of the mean where nothing cancels.</summary>
    private readonly struct Cells(Spread spread) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> low, Vector512<double> high)
        {
            var isAbove =
                Vector512.GreaterThan(low, spread.Mean)
                | Vector512.Equals(high, Vector512.Create(double.PositiveInfinity));
            var (zLow, zHigh) = (spread.Standard(low), spread.Standard(high));
            return NormalColumn.Upper(Vector512.ConditionalSelect(isAbove, zLow, -zHigh))
                - NormalColumn.Upper(Vector512.ConditionalSelect(isAbove, zHigh, -zLow));
        }
    }

    private readonly struct Distance(Vector512<double> value, Vector512<double> unit) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Of(Vector512<double> low, Vector512<double> high) =>
            Vector512.Min(value - low, high - value) / unit;
    }
}
