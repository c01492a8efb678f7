using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Tests.Streams;

public sealed class BackoffTests
{
    [Fact]
    public void First_IsQuickAndLaterOnesStayBelowADoublingCeiling()
    {
        double[] ceilings = [0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30];
        for (var seed = 0; seed < 500; seed++)
        {
            var backoff = new Backoff(new Random(seed));
            Assert.All(ceilings, c => Assert.InRange(backoff.Next(refused: false).TotalSeconds, 0.05, c));
        }
    }

    [Fact]
    public void Jitter_IsFull_SoThatCallersSpread()
    {
        var waits = Enumerable.Range(0, 500).Select(seed => Tenth(new Backoff(new Random(seed)))).ToList();
        Assert.Contains(waits, w => w < 5);
        Assert.Contains(waits, w => w > 25);
    }

    [Fact]
    public void Reset_MakesTheNextQuickAgain()
    {
        var backoff = new Backoff(new Random(1));
        Tenth(backoff);
        backoff.Reset();
        Assert.InRange(backoff.Next(refused: false), Backoff.Least, Backoff.Quick);
    }

    [Fact]
    public void Refusal_IsNeverAnsweredQuickly() =>
        Assert.True(new Backoff(new Random(1)).Next(refused: true) >= Backoff.LeastWhenRefused);

    private static double Tenth(Backoff backoff)
    {
        for (var i = 0; i < 9; i++)
            backoff.Next(refused: false);
        return backoff.Next(refused: false).TotalSeconds;
    }
}
