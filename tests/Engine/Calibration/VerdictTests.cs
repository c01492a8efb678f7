using Strikeboard.Engine.Calibration;
using Strikeboard.Quant.Calibration;

namespace Strikeboard.Engine.Tests.Calibration;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(19, 10, 0.8, 0.6, "not yet: 190 of 200 settled")]
    [InlineData(2, 100, 0.8, 0.6, "200 settled, but at 2 closes only: no comparison before 20")]
    [InlineData(20, 10, 0.8, 0.6, "better than the market's own price")]
    [InlineData(20, 10, 0.6, 0.8, "worse than the market's own price")]
    [InlineData(20, 10, 0.8, 0.8, "no different from the market's own price, as far as these closes can tell")]
    [InlineData(20, 10, 0.8, null, "not comparable: the market was hardly quoted")]
    public void Of_SoManyClosesAndContracts_SaysNoMoreThanTheyCarry(
        int closes,
        int contracts,
        double ours,
        double? market,
        string expected
    )
    {
        var study = new CalibrationStudy();
        for (var i = 0; i < closes * contracts; i++)
            study.Add(i % closes, ours, market, came: i / closes % 5 != 0);

        Assert.Equal(expected, Verdict.Of(study.Judge(200)));
    }

    [Fact]
    public void Of_Nothing_IsNotYet() => Assert.Equal("not yet: 0 of 200 settled", Verdict.Of(null));
}
