using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Volatility;

/// <summary>
/// Exponentially weighted realised variance of log returns, per second. No seed value: the weight gathered so far divides it
/// out, so that the first samples are unbiased; uneven steps decay by their own length. Constant time and space per sample.
/// Feed observed prices only, every <see cref="DefaultSampleSeconds"/> or so (see <see cref="VolatilitySampler"/>).
/// </summary>
public sealed class EwmaVolatility
{
    /// <summary>Half-life of a sample's weight in seconds.</summary>
    public const double DefaultHalfLifeSeconds = 900;

    /// <summary>A longer step is a hole, not a return: it neither updates nor decays.</summary>
    public const double DefaultMaxStepSeconds = 60;

    /// <summary>Spacing of samples in seconds; at one second the bounce between bid and ask overstates the figure.</summary>
    public const double DefaultSampleSeconds = 10;

    /// <summary>Coverage from which the figure may be used: one half-life of data.</summary>
    public const double DefaultMinCoverage = 0.5;

    private readonly double _halfLife;
    private readonly double _maxStep;
    private readonly double _minCoverage;
    private double _second;
    private double _price;
    private double _variance;

    public EwmaVolatility(
        double halfLifeSeconds = DefaultHalfLifeSeconds,
        double maxStepSeconds = DefaultMaxStepSeconds,
        double minCoverage = DefaultMinCoverage
    )
    {
        _halfLife = Require.Positive(halfLifeSeconds);
        _maxStep = Require.Positive(maxStepSeconds);
        _minCoverage = Require.Within(minCoverage, 0, 1);
    }

    /// <summary>How many steps went in.</summary>
    public int Count { get; private set; }

    /// <summary>The weight gathered so far, towards 1: how much the figure knows.</summary>
    public double Coverage { get; private set; }

    public bool IsReady => Tolerance.AtLeast(Coverage, _minCoverage);

    /// <summary>σ per √second, unclamped; null before the first step.</summary>
    public double? Sigma => Coverage > 0 ? Math.Sqrt(_variance / Coverage) : null;

    internal VolatilityState State => new(null, _second, _price, _variance, Coverage, Count);

    internal void Restore(VolatilityState state)
    {
        (_second, _price, _variance) = (state.Second, state.Price, state.Variance);
        (Coverage, Count) = (state.Coverage, state.Count);
    }

    /// <summary>Takes a sample; true where it made a step of usable length from the one before.</summary>
    public bool Add(double second, double price)
    {
        Require.Finite(second);
        Require.Positive(price);
        var (step, previous) = (second - _second, _price);
        (_second, _price) = (second, price);
        if (previous == 0 || step <= 0 || step > _maxStep)
        {
            return false;
        }

        var r = Math.Log(price / previous);
        var keep = Math.Pow(2, -step / _halfLife);
        _variance = (keep * _variance) + ((1 - keep) * r * r / step);
        Coverage = (keep * Coverage) + (1 - keep);
        Count++;
        return true;
    }
}
