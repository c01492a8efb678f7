using FsCheck.Fluent;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Fees;

public sealed class FeeTests
{
    [Fact]
    public void OrderFee_AllSizesAndWholeCents_EqualsIntegerArithmeticWhereDoubleDoesNot()
    {
        var (wrong, wrongInDouble) = (0, 0);
        for (var contracts = 1; contracts <= 1000; contracts++)
        {
            for (var cents = 1; cents <= 99; cents++)
            {
                var exact = ((7 * contracts * cents * (100 - cents)) + 9999) / 10_000;
                var price = cents / 100.0;
                wrong += TradingFee.ForOrder(contracts, cents / 100m) * 100m == exact ? 0 : 1;
                wrongInDouble += (int)Math.Ceiling(0.07 * contracts * price * (1 - price) * 100) == exact ? 0 : 1;
            }
        }

        Assert.Equal(0, wrong);
        Assert.True(wrongInDouble > 100);
    }

    [Fact]
    public void OrderFee_OneMoreContract_NeverCostsLess() =>
        Seeded.Holds(
            from contracts in Gen.Choose(0, 100_000)
            from price in Gen.Choose(0, 10_000)
            from rate in Gen.Elements(0.07m, 0.0175m, 0.035m, 0m)
            select (contracts, price: price / 10_000m, rate),
            draw =>
                TradingFee.ForOrder(draw.contracts, draw.price, draw.rate)
                <= TradingFee.ForOrder(draw.contracts + 1, draw.price, draw.rate)
        );

    [Fact]
    public void OrderFee_BothSidesOfTheBook_CostTheSame() =>
        Seeded.Holds(
            from contracts in Gen.Choose(0, 100_000)
            from price in Gen.Choose(0, 10_000)
            select (contracts, price: price / 10_000m),
            draw =>
                TradingFee.ForOrder(draw.contracts, draw.price) == TradingFee.ForOrder(draw.contracts, 1 - draw.price)
        );

    [Fact]
    public void ReferenceFee_WholeAndBrokenCents_EqualTheOrderFee() =>
        Seeded.Holds(
            from cents in Gen.OneOf(Gen.Choose(0, 100).Select(c => (decimal)c), Seeded.Cents(0, 10_000))
            from size in Gen.Elements(1, 7, 100, 1000)
            select (cents, size),
            draw =>
                new ReferenceFees(draw.size).CentsPerContract(draw.cents)
                == 100m * TradingFee.ForOrder(draw.size, draw.cents / 100m) / draw.size
        );

    [Fact]
    public void Fills_AnySequence_BookWholeCentsAndReturnWhatRoundingTook() =>
        Seeded.Holds(
            from fills in Gen.ArrayOf(
                from revenue in Gen.Choose(-99_999, 99_999)
                from fee in Gen.Choose(0, 99_999)
                select (Revenue: revenue / 10_000m, Fee: fee / 1_000_000m)
            )
            select fills,
            fills =>
            {
                var accumulator = new FillAccumulator();
                foreach (var (revenue, fee) in fills)
                {
                    accumulator = accumulator.Book(revenue, fee, out var booking);
                    var isWhole = booking.BalanceChange * 100m == Math.Floor(booking.BalanceChange * 100m);
                    var isHeld = accumulator.Amount is >= 0m and <= 0.01m;
                    var isNet = booking.BalanceChange + booking.Rebate == revenue - booking.NetFee;
                    if (!(isWhole && isHeld && isNet && booking.TradeFee >= fee))
                    {
                        return false;
                    }
                }

                return true;
            }
        );

    [Theory]
    [InlineData(FeeKind.Quadratic, 0)]
    [InlineData(FeeKind.QuadraticWithMakerFees, 0.0175)]
    [InlineData(FeeKind.ComboWithMakerFees, 0.035)]
    public void MakerRate_ByKindOfSeries_IsAsPublished(FeeKind kind, double expected) =>
        Assert.Equal((decimal)expected, TradingFee.MakerRate(kind));

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(1, 1.01)]
    [InlineData(1, -0.01)]
    public void OrderFee_OutOfRange_IsRefused(double contracts, double price) =>
        Assert.Throws<InvalidInputException>(() => TradingFee.ForOrder((decimal)contracts, (decimal)price));
}
