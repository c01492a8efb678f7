using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Exits.ExitBench;

namespace Strikeboard.Engine.Tests.Trading.Exits;

/// <summary>Random days of ticks: jumps, gaps, stale and interpolated values, empty and crossed books.</summary>
public sealed class ExitProperties
{
    private const int Days = 2000;

    [Fact]
    public void StaleOrInterpolatedValues_NeverSell()
    {
        var random = new Random(1);
        for (var day = 0; day < Days; day++)
        {
            var facts = Ticks(random, 60).Select(tick => Spoil(random, tick));

            Assert.DoesNotContain(Run(Plan, facts), verdict => verdict.IsExit);
        }
    }

    [Fact]
    public void LowerBids_NeverSellLater()
    {
        var (random, sold) = (new Random(2), 0);
        for (var day = 0; day < Days; day++)
        {
            var ticks = Ticks(random, 60);
            var lower = ticks.Select(tick => Shift(tick, -random.Next(0, 10))).ToList();
            var stopOnly = PriceOnly with { Protection = new Protection(0.60m, null, null) };

            var (before, after) = (SoldAt(stopOnly, ticks), SoldAt(stopOnly, lower));

            sold += before is null ? 0 : 1;
            Assert.True(before is null || after <= before, $"day {day}: {before} and then {after}");
        }
        Assert.InRange(sold, Days / 10, Days * 9 / 10);
    }

    [Fact]
    public void HigherStops_NeverSellLater()
    {
        var random = new Random(3);
        for (var day = 0; day < Days; day++)
        {
            var (ticks, stop) = (Ticks(random, 60), random.Next(20, 90) / 100m);
            var low = SoldAt(PriceOnly with { Protection = new Protection(stop, null, null) }, ticks);
            var high = SoldAt(PriceOnly with { Protection = new Protection(stop + 0.05m, null, null) }, ticks);

            Assert.True(low is null || high <= low, $"day {day}");
        }
    }

    [Fact]
    public void HigherBids_NeverTakeTheTargetLater()
    {
        var random = new Random(4);
        for (var day = 0; day < Days; day++)
        {
            var ticks = Ticks(random, 60);
            var higher = ticks.Select(tick => Shift(tick, random.Next(0, 10))).ToList();
            var targetOnly = PriceOnly with { Protection = new Protection(null, 0.85m, null) };

            var (before, after) = (SoldAt(targetOnly, ticks), SoldAt(targetOnly, higher));

            Assert.True(before is null || after <= before, $"day {day}");
        }
    }

    [Fact]
    public void LowerChances_NeverSellLater()
    {
        var random = new Random(5);
        for (var day = 0; day < Days; day++)
        {
            var chances = Enumerable.Range(1, 40).Select(i => Chance(i, random.NextDouble() * 0.8)).ToList();
            var lower = chances.Select(f =>
                f with
                {
                    Chance = f.Chance!.Value with { Chance = f.Chance.Value.Chance / 2 },
                }
            );

            var (before, after) = (SoldAt(ChanceOnly, chances), SoldAt(ChanceOnly, lower));

            Assert.True(before is null || after <= before, $"day {day}");
        }
    }

    [Fact]
    public void AnyDay_SellsOnceAtMost_AndNeverBelowACent()
    {
        var random = new Random(6);
        for (var day = 0; day < Days; day++)
        {
            var ticks = Ticks(random, 60).Select(tick => random.Next(3) == 0 ? Spoil(random, tick) : tick);
            var sales = Run(Plan, ticks).Where(verdict => verdict.IsExit).ToList();

            Assert.InRange(sales.Count, 0, 1);
            Assert.All(sales, sale => Assert.InRange(sale.LimitPrice!.Value, 0.01m, 0.99m));
        }
    }

    private static DateTimeOffset? SoldAt(ExitPlan plan, IEnumerable<ExitFacts> facts) =>
        Run(plan, facts).FirstOrDefault(verdict => verdict.IsExit)?.At;

    private static List<ExitFacts> Ticks(Random random, int count)
    {
        var (ticks, at, bid) = (new List<ExitFacts>(), 0.0, random.Next(60, 90));
        for (var i = 0; i < count; i++)
        {
            at += random.NextDouble();
            bid = Math.Clamp(bid + random.Next(-4, 5) + (random.Next(40) == 0 ? random.Next(-40, 40) : 0), 1, 97);
            var facts = Bid(at, bid / 100m, 0.99m, random.Next(5) == 0 ? "rest" : "kalshi");
            ticks.Add(facts);
        }
        return ticks;
    }

    private static ExitFacts Shift(ExitFacts tick, int cents) =>
        tick with
        {
            Print = tick.Print!.Value with
            {
                Bid = Math.Clamp(tick.Print.Value.Bid!.Value + (cents / 100m), 0.01m, 0.98m),
            },
        };

    private static ExitFacts Spoil(Random random, ExitFacts tick)
    {
        var (print, at) = (tick.Print!.Value, tick.Now);
        print = random.Next(6) switch
        {
            0 => print with { AsOf = at.AddSeconds(-10.5 - random.Next(100)) },
            1 => print with { Quality = Quality.Estimated },
            2 => print with { Transport = Transport.None },
            3 => print with { Ask = print.Bid },
            4 => print with { Bid = random.Next(2) == 0 ? null : 0m },
            _ => print with { AsOf = at.AddSeconds(5) },
        };
        var cycle = at.ToUnixTimeMilliseconds();
        var chance = random.Next(3) switch
        {
            0 => new ExitChance(0.1, cycle, at, Quality.Estimated),
            1 => new ExitChance(0.1, cycle, at.AddSeconds(-5.5), Quality.Live),
            _ => new ExitChance(double.NaN, cycle, at, Quality.Live),
        };
        return tick with { Print = print, Chance = chance };
    }
}
