using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Fees;

/// <summary>
/// Taker fee in cents per contract for an order of the reference size. Whole cents, nearly all quotes, are worked out once:
/// a strike table asks thousands of times a second.
/// </summary>
public sealed class ReferenceFees
{
    public const int DefaultSize = 100;

    private readonly decimal[] _byCent = new decimal[101];

    public ReferenceFees(int size = DefaultSize, decimal rate = TradingFee.TakerRate, decimal multiplier = 1m)
    {
        Size = Require.AtLeast(size, 1);
        (Rate, Multiplier) = (rate, multiplier);
        for (var cents = 0; cents < _byCent.Length; cents++)
        {
            _byCent[cents] = Compute(cents);
        }
    }

    public static ReferenceFees Default { get; } = new();

    /// <summary>Contracts in the order that the fee is worked out for.</summary>
    public int Size { get; }

    public decimal Rate { get; }

    public decimal Multiplier { get; }

    /// <summary><paramref name="askCents"/> from 0 to 100, sub-cents allowed.</summary>
    public decimal CentsPerContract(decimal askCents)
    {
        Require.Within(askCents, 0m, 100m);
        var whole = (int)askCents;
        return whole == askCents ? _byCent[whole] : Compute(askCents);
    }

    private decimal Compute(decimal cents) => 100m * TradingFee.ForOrder(Size, cents / 100m, Rate, Multiplier) / Size;
}
