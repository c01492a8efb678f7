using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Entries.Keeping;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Entries.EntryBench;

namespace Strikeboard.Engine.Tests.Trading.Entries;

public sealed class DecisionPackingTests
{
    [Fact]
    public void Run_PackedAndUnpacked_HasEveryCandidateWithEveryCondition()
    {
        WeighedCycle[] run =
        [
            Weighed(1, On, Row, Row with { Ticker = "other", Volume = 900, NoAsk = null }),
            Weighed(2, ByMomentum, Row with { Ticker = "other", PYes = 0.5 }),
            new WeighedCycle(3, Noon.AddSeconds(3), []),
            Weighed(4, On, Row, Row with { Ticker = "third", QuoteAsOf = null }),
        ];

        var back = DecisionPacking.Unpack(DecisionPacking.Pack(run));

        Assert.NotNull(back);
        Assert.Equal(run.Select(c => (c.CycleId, c.At)), back.Value.Select(c => (c.CycleId, c.At)));
        foreach (var (was, now) in run.Zip(back.Value))
        {
            Assert.Equal(was.Decisions.Length, now.Decisions.Length);
            foreach (var (told, read) in was.Decisions.Zip(now.Decisions))
                Same(told, read);
        }
        Assert.Contains(run.SelectMany(c => c.Decisions), told => told.Decision.Gates.Any(g => g.Distance is null));
        Assert.Contains(run.SelectMany(c => c.Decisions), told => told.Refusal is not null);
    }

    [Fact]
    public void Run_OfAThousandNumbers_ComesBackWithinTheirSmallestUnits()
    {
        var random = new Random(11);
        var run = Enumerable
            .Range(1, 40)
            .Select(id =>
                Weighed(
                    id,
                    On,
                    [
                        .. Enumerable
                            .Range(0, 12)
                            .Select(at =>
                                Row with
                                {
                                    Ticker = $"strike {at}",
                                    PYes = random.NextDouble(),
                                    YesAsk = random.Next(1, 99),
                                    NoAsk = random.Next(10) == 0 ? null : random.Next(1, 99),
                                    Volume = random.Next(5000),
                                    QuoteAsOf = Noon.AddMilliseconds(-random.Next(8000)),
                                }
                            ),
                    ]
                )
            )
            .ToList();

        var back = DecisionPacking.Unpack(DecisionPacking.Pack(run))!.Value;

        foreach (var (was, now) in run.SelectMany(c => c.Decisions).Zip(back.SelectMany(c => c.Decisions)))
            Same(was, now);
    }

    [Fact]
    public void Bytes_ThatAreDamaged_AreNothing()
    {
        var packed = DecisionPacking.Pack([Weighed(1, On, Row)]);
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = packed.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            _ = DecisionPacking.Unpack(damaged[..random.Next(1, damaged.Length + 1)]);
        }
        Assert.Null(DecisionPacking.Unpack(packed[..(packed.Length / 2)]));
        Assert.Null(DecisionPacking.Unpack([]));
    }

    [Fact]
    public void Stretches_AreCutWhereTheAnswerChanges_AndKeepTheNearestSecond()
    {
        var cutter = new StretchCutter();
        var lacking = Row with { Volume = 800 };
        Assert.Empty(cutter.Take(Weighed(1, On, lacking)));
        Assert.Empty(cutter.Take(Weighed(2, On, lacking with { Volume = 950 })));
        Assert.Empty(cutter.Take(Weighed(3, On, lacking)));

        var changed = Assert.Single(cutter.Take(Weighed(4, On, lacking with { Volume = 5000 })));
        var silent = cutter.Take(Weighed(64, On, lacking with { Volume = 5000 }));
        var gone = cutter.Take(Weighed(65, On));

        Assert.Equal(
            (3, 2L, EntryGateNames.Volume, 1, Side.Yes),
            (changed.Cycles, changed.NearestCycle, changed.SaidNo, changed.Lacks, changed.Side)
        );
        Assert.Equal(0.05, changed.Distance, 6);
        Assert.Equal((Noon.AddSeconds(1), Noon.AddSeconds(3)), (changed.FirstAt, changed.LastAt));
        Assert.Equal([1, 4], silent.Select(stretch => stretch.Cycles).Order());
        Assert.Equal(2, gone.Count);
        Assert.Empty(cutter.EndAll());
        long[] ids = [changed.Id, .. silent.Select(s => s.Id), .. gone.Select(s => s.Id)];
        Assert.Equal(ids.Order().Distinct(), ids);
    }

    [Fact]
    public void Stretch_ThatGoesOn_IsCutAfterTwoMinutes()
    {
        var cutter = new StretchCutter();
        var ended = Enumerable
            .Range(1, 300)
            .SelectMany(id => cutter.Take(Weighed(id, On, Row with { Volume = 9 })))
            .ToList();

        Assert.All(ended, stretch => Assert.Equal(120, stretch.Cycles));
        Assert.Equal(4, ended.Count);
        Assert.All(cutter.EndAll(), stretch => Assert.Equal(60, stretch.Cycles));
    }

    internal static WeighedCycle Weighed(long id, EntrySettings settings, params StrikeRow[] rows)
    {
        var facts = Facts(rows);
        facts = facts with { Cycle = facts.Cycle with { Id = id, DueAt = Noon.AddSeconds(id) } };
        return new WeighedCycle(
            id,
            Noon.AddSeconds(id),
            [
                .. EntryRule
                    .Weigh(settings, facts)
                    .Select(decision => new DecisionTold(
                        decision,
                        decision.Outcome == EntryOutcome.Enter && id % 2 == 0
                            ? new Refusal("risk.cash", "Too little cash.")
                            : null
                    )),
            ]
        );
    }

    internal static void Same(DecisionTold was, DecisionTold now)
    {
        Assert.Equal((was.Refusal?.Code, was.Refusal?.Message), (now.Refusal?.Code, now.Refusal?.Message));
        var (a, b) = (was.Decision, now.Decision);
        Assert.Equal(
            (a.CycleId, a.At, a.Symbol, a.Series, a.Event, a.Instrument, a.Side, a.Mode, a.ClosesAt),
            (b.CycleId, b.At, b.Symbol, b.Series, b.Event, b.Instrument, b.Side, b.Mode, b.ClosesAt)
        );
        Assert.Equal((a.Price, a.Quantity, a.Protection), (b.Price, b.Quantity, b.Protection));
        Near(a.Chance, b.Chance, 1e-6);
        Near(a.Edge, b.Edge, 1e-4);
        Assert.Equal(a.Gates.Select(g => (g.Name, g.Passed)), b.Gates.Select(g => (g.Name, g.Passed)));
        foreach (var (gate, read) in a.Gates.Zip(b.Gates))
        {
            Near(gate.Value, read.Value, 0.01);
            Near(gate.Threshold, read.Threshold, 0.01);
            Near(gate.Distance, read.Distance, 0.02);
        }
    }

    private static void Near(double? was, double? now, double within)
    {
        Assert.Equal(was is null, now is null);
        if (was is { } known)
            Assert.InRange(now!.Value, known - within, known + within);
    }
}
