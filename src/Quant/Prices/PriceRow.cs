namespace Strikeboard.Quant.Prices;

/// <summary>One row of the one-hertz price log. An interpolated row was written later, from its neighbours.</summary>
public readonly record struct PriceRow(long Second, double Price, bool IsObserved);

/// <summary>Look-up of one-hertz rows by Unix second; a second without a tick has no row.</summary>
public interface IPriceRows
{
    bool TryGet(long second, out PriceRow row);
}
