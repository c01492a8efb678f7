namespace Strikeboard.Quant.Indicators;

/// <summary>Wilder's smoothing: the plain mean of the first values, then each new one weighs 1/period.</summary>
internal record struct WilderAverage(int Period)
{
    private readonly double _weight = 1.0 / Period;
    private int _count;
    private double _value;

    public readonly bool HasValue => _count >= Period;

    public readonly double Value => _value;

    public void Add(double value)
    {
        if (_count >= Period)
        {
            _value += (value - _value) * _weight;
            return;
        }

        _value += value;
        _count++;
        if (_count == Period)
        {
            _value /= Period;
        }
    }
}
