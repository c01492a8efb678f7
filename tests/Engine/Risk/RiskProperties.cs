using Strikeboard.Engine.Risk;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Risk.RiskBench;

namespace Strikeboard.Engine.Tests.Risk;

public sealed class RiskProperties
{
    private static readonly RiskLimits Wide = Limits with
    {
        MaxOrderCost = 30m,
        MaxExposure = 100_000m,
        MaxEventExposure = 100_000m,
        MaxSymbolExposure = 100_000m,
        MaxOpenPositions = 1000,
        MaxOrdersPerSecond = 100,
        MaxOrdersPerMinute = 1000,
    };

    [Theory]
    [InlineData("exposure")]
    [InlineData("event")]
    [InlineData("symbol")]
    [InlineData("cash")]
    [InlineData("positions")]
    [InlineData("second")]
    [InlineData("minute")]
    public void FiveHundredWishes_AgainstALimitThatAdmitsSeven_AdmitExactlySeven(string which)
    {
        var room = 7 * WorstCost.Of(5, 0.90m);
        var limits = which switch
        {
            "exposure" => Wide with { MaxExposure = room },
            "event" => Wide with { MaxEventExposure = room },
            "symbol" => Wide with { MaxSymbolExposure = room },
            "positions" => Wide with { MaxOpenPositions = 7 },
            "second" => Wide with { MaxOrdersPerSecond = 7 },
            "minute" => Wide with { MaxOrdersPerMinute = 7, MaxOrdersPerSecond = 7 },
            _ => Wide,
        };
        var facts = which == "cash" ? Facts with { Balance = new RiskBalance(room, Noon) } : Facts;

        Assert.Equal(7, Admitted(limits, facts, Enumerable.Repeat((5m, 0.90m), 500)));
    }

    [Fact]
    public void WishesOfAnySize_OneAfterAnother_NeverPassTheLimits()
    {
        var random = new Random(20_260_302);
        for (var round = 0; round < 50; round++)
        {
            var limits = Limits with
            {
                MaxOpenPositions = 1000,
                MaxOrdersPerSecond = 100,
                MaxOrdersPerMinute = 1000,
                MaxEventExposure = 60m,
            };
            var (facts, spent) = (Facts with { Balance = new RiskBalance(random.Next(20, 90), Noon) }, 0m);
            for (var i = 0; i < 100; i++)
            {
                var (quantity, price) = (random.Next(1, 30), random.Next(1, 99) / 100m);
                (facts, var allowed) = Ask(limits, facts, i, quantity, price);
                spent += allowed ? WorstCost.Of(quantity, price) : 0m;
            }
            Assert.True(
                spent <= Math.Min(facts.Balance!.Dollars, limits.MaxEventExposure),
                $"{spent} in round {round}"
            );
            Assert.InRange(spent, 1m, decimal.MaxValue);
        }
    }

    [Fact]
    public void OrderThatWasDenied_IsDeniedWithMoreAtRisk()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var (held, more) = (random.Next(0, 90), random.Next(0, 20));
            var wish = Wish with { Quantity = random.Next(1, 30), LimitPrice = random.Next(85, 93) / 100m };
            var less = RiskGate.Judge(Limits, Facts.Holding(Holding(held: held)), wish);
            var then = RiskGate.Judge(Limits, Facts.Holding(Holding(held: held + more)), wish);

            Assert.True(less.IsAllowed || !then.IsAllowed);
        }
    }

    private static int Admitted(
        RiskLimits limits,
        RiskFacts facts,
        IEnumerable<(decimal Quantity, decimal Price)> wishes
    )
    {
        var admitted = 0;
        foreach (var (wish, i) in wishes.Select((wish, i) => (wish, i)))
        {
            (facts, var allowed) = Ask(limits, facts, i, wish.Quantity, wish.Price);
            admitted += allowed ? 1 : 0;
        }
        return admitted;
    }

    private static (RiskFacts Facts, bool Allowed) Ask(
        RiskLimits limits,
        RiskFacts facts,
        int number,
        decimal quantity,
        decimal price
    )
    {
        var ticker = $"{Event}-T{number}";
        facts = facts with { Instrument = facts.Instrument! with { Instrument = ticker } };
        var wish = Wish with { Instrument = ticker, Quantity = quantity, LimitPrice = price };
        var allowed = RiskGate.Judge(limits, facts, wish).IsAllowed;
        return (allowed ? facts.After(wish) : facts, allowed);
    }
}
