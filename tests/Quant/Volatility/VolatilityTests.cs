using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Quant.Tests.Volatility;

public sealed class VolatilityTests
{
    // A return of σ√d on every step is the same variance per second whatever the steps: no bias from the start or from unevenness.
    [Fact]
    public void Ewma_ConstantVarianceOnUnevenSteps_IsRecoveredFromTheFirstStep() =>
        Seeded.Holds(
            from sigma in Seeded.Real(1e-5, 1e-3)
            from steps in Gen.ArrayOf(Gen.Choose(1, 60), 30)
            select (sigma, steps),
            draw =>
            {
                var estimate = new EwmaVolatility();
                var (second, price) = (0.0, 100.0);
                estimate.Add(second, price);
                foreach (var (step, i) in draw.steps.Select((s, i) => (s, i)))
                {
                    second += step;
                    price *= Math.Exp((i % 2 == 0 ? 1 : -1) * draw.sigma * Math.Sqrt(step));
                    estimate.Add(second, price);
                    if (Math.Abs((estimate.Sigma!.Value / draw.sigma) - 1) > 1e-6)
                    {
                        return false;
                    }
                }

                var expected = 1 - Math.Pow(2, -second / 900);
                return Math.Abs(estimate.Coverage - expected) < 1e-9;
            },
            tests: 200
        );

    [Fact]
    public void Ewma_HolesAndRepeatedSeconds_NeitherUpdateNorDecay()
    {
        var estimate = new EwmaVolatility();
        Assert.Null(estimate.Sigma);
        Assert.False(estimate.Add(0, 100));
        Assert.True(estimate.Add(10, 101));
        var (sigma, coverage) = (estimate.Sigma, estimate.Coverage);

        Assert.False(estimate.Add(10, 105));
        Assert.False(estimate.Add(71, 110));
        Assert.False(estimate.Add(60, 120));

        Assert.Equal((sigma, coverage, 1), (estimate.Sigma, estimate.Coverage, estimate.Count));
    }

    [Fact]
    public void Ewma_OneHalfLifeOfData_IsReady()
    {
        var estimate = new EwmaVolatility(halfLifeSeconds: 60);
        for (var second = 0; second <= 50; second += 10)
        {
            estimate.Add(second, 100 + second);
        }

        Assert.False(estimate.IsReady);
        estimate.Add(60, 100);
        Assert.True(estimate.IsReady);
    }

    [Fact]
    public void Sampler_OneHertzStream_TakesEveryTenthSecond()
    {
        var sampler = new VolatilitySampler(new EwmaVolatility());
        var taken = Enumerable.Range(0, 101).Where(second => sampler.Offer(second, 100 + second)).ToList();

        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], taken);
    }

    [Fact]
    public void Sampler_ClockSetBack_StartsAnewFromThere()
    {
        var sampler = new VolatilitySampler(new EwmaVolatility());
        sampler.Offer(1000, 100);

        Assert.False(sampler.Offer(500, 100));
        Assert.True(sampler.Offer(510, 101));
    }

    [Fact]
    public void Choice_EstimateReady_IsTakenAndClamped()
    {
        var estimate = new EwmaVolatility(halfLifeSeconds: 10);
        estimate.Add(0, 100);
        estimate.Add(10, 200);

        var choice = VolatilityChoice.Choose(estimate, null, null);

        Assert.False(choice.IsFallback);
        Assert.Equal(4, VolatilityChoice.Annualise(choice.SigmaPerSecond), 1e-9);
    }

    [Theory]
    [InlineData(1e-4, 24.0, 1e-4)]
    [InlineData(1e-4, 24.1, 8.9037e-5)]
    [InlineData(null, null, 8.9037e-5)]
    [InlineData(0.0, 1.0, 1.78e-5)]
    public void Choice_EstimateNotReady_FallsBackToAYoungPersistedOneOrHalfAYear(
        double? persisted,
        double? hours,
        double expected
    )
    {
        TimeSpan? age = hours is { } h ? TimeSpan.FromHours(h) : null;
        var choice = VolatilityChoice.Choose(new EwmaVolatility(), persisted, age);

        Assert.True(choice.IsFallback);
        Assert.Equal(expected, choice.SigmaPerSecond, 1e-8);
    }

    [Theory]
    [InlineData(double.NaN, 100)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 0)]
    public void Ewma_NotANumberOrNoPrice_IsRefused(double second, double price) =>
        Assert.Throws<InvalidInputException>(() => new EwmaVolatility().Add(second, price));
}
