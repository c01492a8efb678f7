using Strikeboard.Engine.Prices;

namespace Strikeboard.Engine.Tests.Prices;

public sealed class CandleDeskTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Missing_WithHoles_SpansFromTheFirstToBehindTheLast()
    {
        Assert.Null(CandleDesk.Missing(Starts(0, 1, 2), Minute, Noon, Noon.AddMinutes(3)));
        Assert.Equal(
            (Noon.AddMinutes(1), Noon.AddMinutes(4)),
            CandleDesk.Missing(Starts(0, 2, 4), Minute, Noon, Noon.AddMinutes(5))
        );
        Assert.Equal((Noon, Noon.AddMinutes(2)), CandleDesk.Missing([], Minute, Noon, Noon.AddMinutes(2)));
    }

    [Fact]
    public void Gaps_AtBothEndsAndInside_AreEachNamedOnce()
    {
        Assert.Empty(CandleDesk.Gaps(Starts(0, 1), Minute, Noon, Noon.AddMinutes(2)));
        Assert.Equal(
            [
                new CandleGap(Noon, Noon.AddMinutes(1)),
                new CandleGap(Noon.AddMinutes(2), Noon.AddMinutes(4)),
                new CandleGap(Noon.AddMinutes(5), Noon.AddMinutes(9)),
            ],
            CandleDesk.Gaps(Starts(1, 4), Minute, Noon, Noon.AddMinutes(9))
        );
        Assert.Equal([new CandleGap(Noon, Noon.AddMinutes(2))], CandleDesk.Gaps([], Minute, Noon, Noon.AddMinutes(2)));
    }

    private static IEnumerable<DateTimeOffset> Starts(params int[] minutes) => minutes.Select(m => Noon.AddMinutes(m));
}
