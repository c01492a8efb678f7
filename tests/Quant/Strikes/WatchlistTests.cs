using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Strikes;

public sealed class WatchlistTests
{
    private static readonly WatchlistCriteria Criteria = new();
    private static readonly WatchlistCandidate Good = new(117_000, 0.9, 2, 2000, 3, 88, -1.2);

    // Few values each, so that ties at every level occur.
    private static readonly Gen<WatchlistCandidate> Candidates =
        from strike in Gen.Choose(1, 3)
        from probability in Gen.Elements<double?>(null, 0.9, 0.95)
        from edge in Gen.Elements<double?>(null, -1, 1, 1 + 1e-10)
        select Good with
        {
            Strike = strike,
            ActiveProb = probability,
            ActiveEdge = edge,
        };

    [Fact]
    public void Filter_AllCriteriaMet_Qualifies()
    {
        var verdict = WatchlistFilter.Evaluate(Good, Criteria);

        Assert.True(verdict.Qualifies);
        Assert.Empty(verdict.Shortfalls());
    }

    [Fact]
    public void Filter_ExactlyAtEveryBound_Qualifies()
    {
        // 0.85 and 1.0 with the noise of a computed double on the wrong side.
        var row = new WatchlistCandidate(1, 0.85 - 1e-12, 1.0 - 1e-12, 1000, 4, 98, -0.5 + 1e-12);

        Assert.True(WatchlistFilter.Evaluate(row, Criteria).Qualifies);
    }

    [Theory]
    [InlineData(WatchlistFailures.Probability, 0.05)]
    [InlineData(WatchlistFailures.Edge, 0.25)]
    [InlineData(WatchlistFailures.Volume, 1)]
    [InlineData(WatchlistFailures.Crossed, 2)]
    [InlineData(WatchlistFailures.Spread, 1)]
    [InlineData(WatchlistFailures.Ask, 0.5)]
    [InlineData(WatchlistFailures.Sigma, 0.2)]
    public void Filter_OneCriterionMissed_SaysWhichAndByHowMuch(WatchlistFailures criterion, double by)
    {
        var verdict = WatchlistFilter.Evaluate(Missing(criterion), Criteria);

        Assert.Equal(criterion, verdict.Failed);
        var shortfall = Assert.Single(verdict.Shortfalls());
        Assert.Equal(criterion, shortfall.Criterion);
        Assert.Equal(by, shortfall.By!.Value, 1e-12);
    }

    [Fact]
    public void Filter_FiguresMissing_FailWithoutADistance()
    {
        var verdict = WatchlistFilter.Evaluate(new WatchlistCandidate(1, 0.9, null, null, null, null, null), Criteria);

        Assert.Equal(5, verdict.FailureCount);
        Assert.All(verdict.Shortfalls(), shortfall => Assert.Null(shortfall.By));
    }

    [Theory]
    [InlineData(30, true, false, WatchlistFailures.None)]
    [InlineData(3600, true, false, WatchlistFailures.None)]
    [InlineData(29.9, true, false, WatchlistFailures.TooLate)]
    [InlineData(3601, true, false, WatchlistFailures.TooEarly)]
    [InlineData(100, false, true, WatchlistFailures.NotFresh | WatchlistFailures.Degraded)]
    public void Filter_TheCycleItself_MustBeFreshSoundAndInTime(
        double seconds,
        bool isFresh,
        bool isDegraded,
        WatchlistFailures expected
    ) => Assert.Equal(expected, WatchlistFilter.EvaluateCycle(seconds, isFresh, isDegraded, Criteria));

    [Fact]
    public void Order_AnyThreeRows_IsTotal() =>
        Seeded.Holds(
            Candidates.Three(),
            rows =>
            {
                var (a, b, c) = (rows.Item1, rows.Item2, rows.Item3);
                var order = WatchlistOrder.Instance;
                var (ab, bc, ac) = (order.Compare(a, b), order.Compare(b, c), order.Compare(a, c));
                var isAntisymmetric = Math.Sign(ab) == -Math.Sign(order.Compare(b, a));
                var isTransitive = !(ab <= 0 && bc <= 0) || ac <= 0;
                var tiesOnlyWhenEqual = ab != 0 || a == b;
                return isAntisymmetric && isTransitive && tiesOnlyWhenEqual;
            },
            tests: 3000
        );

    [Fact]
    public void Select_MoreThanTheLimit_KeepsTheBestInOrder()
    {
        var rows = Enumerable.Range(0, 30).Select(i => Row(i, edge: 1 + (i % 15))).ToList();

        var chosen = WatchlistFilter.Select(rows, Criteria);

        Assert.Equal(10, chosen.Count);
        Assert.Equal([14m, 29m, 13m, 28m], chosen.Take(4).Select(row => row.Strike));
    }

    [Theory]
    [InlineData(StrikeType.Greater, ContractSide.Yes, -0.15, true)]
    [InlineData(StrikeType.Greater, ContractSide.Yes, -0.16, false)]
    [InlineData(StrikeType.Greater, ContractSide.Yes, 5.0, true)]
    [InlineData(StrikeType.Greater, ContractSide.No, 0.16, false)]
    [InlineData(StrikeType.Less, ContractSide.Yes, 0.16, false)]
    [InlineData(StrikeType.Less, ContractSide.No, 0.16, true)]
    [InlineData(StrikeType.Between, ContractSide.Yes, 0.16, false)]
    [InlineData(StrikeType.Between, ContractSide.Yes, -0.16, false)]
    [InlineData(StrikeType.Between, ContractSide.No, -0.16, true)]
    [InlineData(StrikeType.Greater, ContractSide.Yes, null, false)]
    public void MomentumGuard_RunningAgainstTheSide_Refuses(
        StrikeType type,
        ContractSide side,
        double? momentum,
        bool expected
    ) => Assert.Equal(expected, MomentumGuard.Allows(type, side, momentum));

    [Fact]
    public void HeldSide_ThreeCyclesInARowBelow_SignalsClose()
    {
        double[] probabilities = [0.5, 0.49, 0.39, 0.39, 0.41, 0.39, 0.39, 0.39, 0.39, 0.6];
        var signals = new List<HeldSideSignal>();
        var watch = new HeldSideWatch();
        foreach (var probability in probabilities)
        {
            watch = watch.Next(probability, out var signal);
            signals.Add(signal);
        }

        Assert.Equal("Hold Alert Alert Alert Alert Alert Alert Close Close Hold", string.Join(' ', signals));
        Assert.Throws<InvalidInputException>(() => watch.Next(double.NaN, out _));
    }

    private static WatchlistCandidate Missing(WatchlistFailures criterion) =>
        criterion switch
        {
            WatchlistFailures.Probability => Good with { ActiveProb = 0.8 },
            WatchlistFailures.Edge => Good with { ActiveEdge = 0.75 },
            WatchlistFailures.Volume => Good with { Volume = 999 },
            WatchlistFailures.Crossed => Good with { Spread = -2 },
            WatchlistFailures.Spread => Good with { Spread = 5 },
            WatchlistFailures.Ask => Good with { ActiveAsk = 98.5m },
            _ => Good with { BufferSigma = -0.3 },
        };

    private static StrikeRow Row(int strike, double edge) =>
        new()
        {
            Ticker = "KX",
            Terms = new StrikeTerms(StrikeType.Greater, strike, null),
            Strike = strike,
            PYes = 0.9,
            BufferUsd = 1,
            BufferPct = 1,
            BufferSigma = 1,
            ActiveSide = ContractSide.Yes,
            ActiveProb = 0.9,
            ActiveEdge = edge,
            ActiveAsk = 80,
            Spread = 2,
            Volume = 5000,
        };
}
