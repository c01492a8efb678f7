using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Prices;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Screens.Prices;

/// <summary>What arrives is put on the line as the log would put it.</summary>
public sealed class PriceTapeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly PriceTape _tape = new();

    [Fact]
    public void TicksOfOneSecond_AreOnePoint_TheLastOne()
    {
        Read(0);
        Tick(0.4, 101);
        Tick(0.9, 102);
        Tick(1.0, 103);

        Assert.Equal([(0, 100m), (1, 103m)], Shown());
    }

    [Fact]
    public void LateTick_ChangesNothing()
    {
        Read(5);
        Tick(3, 90);

        Assert.Equal([(5, 100m)], Shown());
    }

    [Fact]
    public void ShortSilence_IsBridgedByAnEstimate()
    {
        Read(0);
        Tick(10, 110);

        Assert.Equal([(0, 100m), (9, 109m), (10, 110m)], Shown());
        Assert.Equal([false, true, false], _tape.Points(Noon).Select(p => p.IsEstimated));
    }

    [Fact]
    public void LongSilence_IsAGap()
    {
        Read(0);
        Tick(31, 110);

        Assert.Equal([(0, 100m), (1, null), (31, 110m)], Shown());
    }

    [Fact]
    public void ReadingAgain_KeepsOnlyWhatTheLogDoesNotHaveYet()
    {
        Read(0);
        Tick(1, 101);
        Tick(2, 102);
        Read(0, 1);
        Tick(3, 103);

        Assert.Equal([(0, 100m), (1, 101m), (2, 102m), (3, 103m)], Shown());
    }

    [Fact]
    public void PolledPrice_IsAnEstimate()
    {
        Read(0);
        _tape.Take(Make(1, 101) with { Transport = Transport.Polling });

        Assert.True(_tape.Points(Noon).Last().IsEstimated);
    }

    private void Read(params int[] seconds) =>
        _tape.Begin(
            FakePast.Of(
                new Symbol("BTC"),
                PastRange.Last(TimeSpan.FromMinutes(15), Noon),
                [
                    .. seconds.Select(s => new PastPrice(
                        Noon.AddSeconds(s),
                        100 + s - seconds[0],
                        PriceRowKind.Observed,
                        "coinbase"
                    )),
                ]
            )
        );

    private void Tick(double second, decimal price) => _tape.Take(Make(second, price));

    private static PriceTick Make(double second, decimal price) =>
        new(
            "coinbase",
            "BTC-USD",
            price,
            null,
            null,
            Noon.AddSeconds(second),
            Noon.AddSeconds(second),
            Transport.Stream
        );

    private IEnumerable<(int, decimal?)> Shown() =>
        _tape.Points(Noon).Select(p => ((int)(p.At - Noon).TotalSeconds, p.Price));
}
