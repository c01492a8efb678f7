using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Prices;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Prices;

public sealed class PriceTests
{
    private const long Now = 100_000;

    [Fact]
    public void Ring_RowsInAnyOrder_KeepsTheNewestOfEachSlotAndNoOther() =>
        Seeded.Holds(
            Gen.ArrayOf(
                from second in Gen.Choose(-50, 200)
                from price in Gen.Choose(1, 1000)
                select (Second: (long)second, Price: (double)price)
            ),
            rows =>
            {
                const int capacity = 40;
                var ring = new PriceRing(capacity);
                foreach (var (second, price) in rows)
                {
                    ring.Put(second, price);
                }

                return Enumerable
                    .Range(-50, 251)
                    .All(second =>
                    {
                        var written = rows.Where(row => (row.Second - second) % capacity == 0).ToList();
                        var isThere = written.Count > 0 && written.Max(row => row.Second) == second;
                        return ring.TryGet(second, out var row) == isThere
                            && (!isThere || row.Price == written.Last(r => r.Second == second).Price);
                    });
            },
            tests: 200
        );

    [Fact]
    public void Ring_Latest_IsTheNewestObservedRow()
    {
        var ring = new PriceRing();
        Assert.Null(ring.Latest);
        ring.Put(10, 5);
        ring.Put(12, 6, isObserved: false);
        ring.Put(9, 7);

        Assert.Equal(new PriceRow(10, 5, true), ring.Latest);
    }

    [Fact]
    public void Momentum_NowNotObserved_HasNoDeltas()
    {
        var ring = Steady();
        ring.Put(Now, 100, isObserved: false);

        var reading = Momentum.Compute(Now, ring);

        Assert.All(reading.Deltas, delta => Assert.Null(delta.Percent));
        Assert.Null(reading.Momentum);
        Assert.Null(reading.HorizonSeconds);
        Assert.Null(reading.Bucket);
        Assert.Equal(0, reading.Weight);
    }

    [Fact]
    public void Momentum_GapAtTheLookBack_CarriesTenSecondsOfObservedRowsOnly()
    {
        var ring = new PriceRing();
        ring.Put(Now, 101);
        ring.Put(Now - 62, 50, isObserved: false);
        ring.Put(Now - 70, 100);
        ring.Put(Now - 131, 100);

        var reading = Momentum.Compute(Now, ring);

        Assert.Equal(LookBack.Carried, reading.Delta(1).LookBack);
        Assert.Equal(1.0, reading.Delta(1).Percent!.Value, 1e-12);
        Assert.Equal(LookBack.Missing, reading.Delta(2).LookBack);
        Assert.False(reading.IsInterpolated);
    }

    [Fact]
    public void Momentum_ExactlyHalfOfTheWeight_IsGiven()
    {
        var ring = new PriceRing();
        ring.Put(Now, 101);
        ring.Put(Now - 60, 100);
        ring.Put(Now - 180, 100, isObserved: false);

        var reading = Momentum.Compute(Now, ring);

        Assert.Equal(1.0, reading.Momentum!.Value, 1e-12);
        Assert.Equal(30, reading.Bucket);
        Assert.True(reading.IsInterpolated);
    }

    [Fact]
    public void Momentum_AnyPrices_LiesBetweenItsDeltas() =>
        Seeded.Holds(
            Gen.ArrayOf(Seeded.Real(90, 110), 7),
            prices =>
            {
                var ring = new PriceRing();
                ring.Put(Now, prices[0]);
                foreach (var (minutes, i) in Momentum.Minutes.Select((m, i) => (m, i)))
                {
                    ring.Put(Now - (60 * minutes), prices[i + 1]);
                }

                var reading = Momentum.Compute(Now, ring);
                var percents = reading.Deltas.Select(delta => delta.Percent!.Value).ToList();
                return reading.Momentum >= percents.Min() - 1e-12
                    && reading.Momentum <= percents.Max() + 1e-12
                    && Math.Abs(reading.HorizonSeconds!.Value - 255) < 1e-9;
            }
        );

    [Theory]
    [InlineData(0.005, 1)]
    [InlineData(-0.005, -1)]
    [InlineData(0.0049, 0)]
    [InlineData(2, 30)]
    [InlineData(-2, -30)]
    public void Bucket_Halves_RoundAwayFromZeroWithinThirty(double momentum, int expected) =>
        Assert.Equal(expected, Momentum.BucketOf(momentum));

    [Fact]
    public void GapFill_AnyGap_StaysOnTheLineBetweenItsEnds() =>
        Seeded.Holds(
            from a in Seeded.Real(1, 1000)
            from b in Seeded.Real(1, 1000)
            from span in Gen.Choose(-3, 40)
            select (a, b, span),
            draw =>
            {
                var rows = GapFill.Between(new(0, draw.a, true), new(draw.span, draw.b, true));
                return rows.Count == (draw.span is >= 2 and <= 31 ? draw.span - 1 : 0)
                    && rows.All(row =>
                        !row.IsObserved
                        && row.Price >= Math.Min(draw.a, draw.b) - 1e-9
                        && row.Price <= Math.Max(draw.a, draw.b) + 1e-9
                    );
            }
        );

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Prices_ThatAreNone_AreRefused(double price)
    {
        Assert.Throws<InvalidInputException>(() => new PriceRing().Put(1, price));
        Assert.Throws<InvalidInputException>(() => GapFill.Between(new(1, price, true), new(3, 1, true)));
    }

    private static PriceRing Steady()
    {
        var ring = new PriceRing();
        for (var second = Now - 1810; second <= Now; second++)
        {
            ring.Put(second, 100);
        }

        return ring;
    }
}
