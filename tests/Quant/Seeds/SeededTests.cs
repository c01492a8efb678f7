using FsCheck.Fluent;

namespace Strikeboard.Quant.Tests.Seeds;

public sealed class SeededTests
{
    [Fact]
    public void Holds_FalseProperty_Throws() =>
        Assert.ThrowsAny<Exception>(() => Seeded.Holds(Gen.Choose(0, 1000), number => number < 900));

    [Fact]
    public void Holds_SameSeed_DrawsTheSameInputs() => Assert.Equal(Draw(), Draw());

    private static List<double> Draw()
    {
        var drawn = new List<double>();
        Seeded.Holds(
            Seeded.Real(0, 1),
            number =>
            {
                drawn.Add(number);
                return true;
            },
            tests: 20
        );
        return drawn;
    }
}
