namespace Strikeboard.Exchanges.Coinbase;

/// <summary>
/// One bad print must not fire a stop; a real jump must. A price far from the last is held until a second print says the same.
/// </summary>
public sealed class PriceGuard
{
    public const decimal FarFraction = 0.10m;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private decimal _last;
    private DateTimeOffset _lastAt;
    private decimal _held;

    public bool Accepts(decimal price, DateTimeOffset at)
    {
        var known = _last > 0m && at - _lastAt <= Memory;
        if (known && IsFar(price, _last) && (_held == 0m || IsFar(price, _held)))
        {
            _held = price;
            return false;
        }
        (_last, _lastAt, _held) = (price, at, 0m);
        return true;
    }

    private static bool IsFar(decimal price, decimal from) => Math.Abs(price - from) > from * FarFraction;
}
