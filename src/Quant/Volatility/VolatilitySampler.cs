using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Volatility;

/// <summary>Thins a stream of observed prices to one sample every so many seconds (1 to 60) before it reaches the estimate.</summary>
public sealed class VolatilitySampler
{
    private readonly double _every;
    private double? _last;

    public VolatilitySampler(EwmaVolatility estimate, double sampleSeconds = EwmaVolatility.DefaultSampleSeconds)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        Estimate = estimate;
        _every = Require.Within(sampleSeconds, 1, 60);
    }

    public EwmaVolatility Estimate { get; }

    public VolatilityState State => Estimate.State with { LastSample = _last };

    public void Restore(VolatilityState state)
    {
        _last = state.LastSample;
        Estimate.Restore(state);
    }

    /// <summary>Offers the observed price of a second; true where the estimate moved. A clock set back starts anew from there.</summary>
    public bool Offer(double second, double price)
    {
        if (_last is { } last && second > last - _every && second < last + _every)
        {
            return false;
        }

        _last = second;
        return Estimate.Add(second, price);
    }
}
