using System.Collections.Immutable;
using Strikeboard.Web.Parts.Charts;

namespace Strikeboard.Web.Tests.Charts;

/// <summary>Only what changed goes to the browser, and what it holds afterwards is what was meant.</summary>
public sealed class ChartSpliceTests
{
    [Fact]
    public void SlidingWindow_SendsTheNewPointAlone()
    {
        var splice = ChartSplice.Between(Line(0, 100), Line(1, 100));

        Assert.Equal((1, 99), (splice.Drop, splice.Keep));
        Assert.Equal([100d, 200d], Assert.Single(splice.Add));
    }

    [Fact]
    public void ChangedLastPoint_IsSentAgain()
    {
        var before = Line(0, 5);
        var now = before.SetItem(4, new ChartPoint(4, 99));

        var splice = ChartSplice.Between(before, now);

        Assert.Equal((0, 4), (splice.Drop, splice.Keep));
        Assert.Equal([4d, 99d], Assert.Single(splice.Add));
    }

    [Fact]
    public void UnchangedPoints_SendNothing()
    {
        var splice = ChartSplice.Between(Line(0, 50), Line(0, 50));

        Assert.Equal((0, 50), (splice.Drop, splice.Keep));
        Assert.Empty(splice.Add);
    }

    [Theory]
    [InlineData(0, 10, 3, 20)]
    [InlineData(0, 10, 40, 5)]
    [InlineData(5, 10, 0, 4)]
    [InlineData(0, 0, 0, 3)]
    [InlineData(0, 7, 0, 0)]
    [InlineData(3, 7, 2, 9)]
    public void Splice_AppliedToTheOld_GivesTheNew(int from, int count, int nextFrom, int nextCount)
    {
        var (before, now) = (Line(from, count), Line(nextFrom, nextCount));

        var splice = ChartSplice.Between(before, now);

        var there = before.Skip(splice.Drop).Take(splice.Keep).Select(p => (p.X, p.Y));
        Assert.Equal(
            now.Select(p => (p.X, p.Y)),
            there.Concat(splice.Add.Select(cells => ((double)cells[0]!, (double?)cells[1])))
        );
    }

    [Fact]
    public void Gap_Estimate_Interval_And_Infinity_KeepTheirPlaces()
    {
        var splice = ChartSplice.Between(
            [],
            [
                new ChartPoint(1, null),
                new ChartPoint(2, 5) { Estimated = true },
                new ChartPoint(3, 6) { Low = 5, High = double.PositiveInfinity },
                new ChartPoint(4, 7) { Note = "n" },
            ]
        );

        Assert.Equal(
            [
                [1d, null],
                [2d, 5d, 1],
                [3d, 6d, 0, 5d, null],
                [4d, 7d, 0, null, null, "n"],
            ],
            splice.Add.Select(cells => cells.ToArray())
        );
    }

    private static ImmutableArray<ChartPoint> Line(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => new ChartPoint(i, 2 * i))];
}
