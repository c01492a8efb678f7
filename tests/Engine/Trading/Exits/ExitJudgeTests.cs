using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Model;
using Strikeboard.Testing;
using static Strikeboard.Engine.Tests.Trading.Exits.ExitBench;

namespace Strikeboard.Engine.Tests.Trading.Exits;

public sealed class ExitJudgeTests
{
    [Fact]
    public void Stop_OnASecondPrint_SellsALittleBelowTheBid()
    {
        var verdict = Assert.Single(Run(PriceOnly, Bid(0, 0.80m), Bid(1, 0.58m), Bid(2, 0.57m)));

        Assert.Equal((ExitCause.StopPrice, "exit.stop_price", true), (verdict.Cause, verdict.Code, verdict.IsExit));
        Assert.Equal((0.55m, At(2)), (verdict.LimitPrice, verdict.At));
        Assert.Contains("0.57 is at or below the stop of $0.60", verdict.Reason);
    }

    [Fact]
    public void Stop_AtTheVeryPrice_Counts_AndACentAboveDoesNot()
    {
        Assert.Equal(["exit.stop_price"], Codes(PriceOnly, Bid(1, 0.60m), Bid(2, 0.60m)));
        Assert.Empty(Run(PriceOnly, Bid(1, 0.61m), Bid(2, 0.61m), Bid(3, 0.61m)));
    }

    [Fact]
    public void SingleBadTick_DoesNotFire()
    {
        Assert.Empty(Run(PriceOnly, Bid(1, 0.80m), Bid(2, 0.08m), Bid(2.1, 0.80m), Bid(3, 0.80m)));
        Assert.Empty(Run(PriceOnly, Bid(1, 0.08m), Bid(2, 0.80m), Bid(3, 0.08m), Bid(4, 0.80m)));
    }

    [Fact]
    public void SamePrintTwice_IsOnePrint()
    {
        var once = Bid(1, 0.08m);

        Assert.Empty(Run(PriceOnly, once, once with { Now = At(2) }, once with { Now = At(3) }));
        Assert.Empty(Run(PriceOnly, once, Bid(1.2, 0.08m)));
        Assert.Equal(["exit.stop_price"], Codes(PriceOnly, once, Bid(1.25, 0.08m)));
    }

    [Fact]
    public void RealGap_FiresOnTheSecondPrint() =>
        Assert.Equal(At(2), Assert.Single(Run(PriceOnly, Bid(0, 0.90m), Bid(1, 0.30m), Bid(2, 0.31m))).At);

    [Fact]
    public void TwoSources_ThatAgree_FireAtOnce()
    {
        Assert.Equal(["exit.stop_price"], Codes(PriceOnly, Bid(1, 0.58m), Bid(1, 0.59m, source: "rest")));
        Assert.Empty(Run(PriceOnly, Bid(1, 0.58m), Bid(1, 0.80m, source: "rest")));
    }

    [Fact]
    public void SourceThatIsBehind_TakesNothingBack()
    {
        var late = Bid(1.5, 0.80m, source: "rest", age: 1);

        Assert.Equal(["exit.stop_price"], Codes(PriceOnly, Bid(1, 0.58m), late, Bid(2, 0.57m)));
        Assert.Empty(Run(PriceOnly, Bid(1, 0.80m), Bid(1.5, 0.58m, age: 1), Bid(2, 0.80m)));
    }

    [Fact]
    public void BookThatIsCrossedOrEmpty_IsNoTrigger()
    {
        Assert.Empty(Run(PriceOnly, Bid(1, 0.50m, ask: 0.50m), Bid(2, 0.50m, ask: 0.40m), Bid(3, 0.50m, ask: 0.49m)));
        Assert.Empty(Run(PriceOnly, Bid(1, null), Bid(2, null), Bid(3, 0m)));
        Assert.Empty(Run(PriceOnly, Bid(1, 0.97m, ask: 0.95m)));
    }

    [Fact]
    public void PriceThatIsOldOrNotReal_IsNoTrigger()
    {
        Assert.Empty(Run(PriceOnly, Bid(1, 0.30m, age: 10.1), Bid(2, 0.30m, age: 10.1)));
        Assert.Empty(Run(PriceOnly, Of(1, Transport.None), Of(2, Transport.None)));
        Assert.Empty(
            Run(PriceOnly, Of(1, Transport.Stream, Quality.Estimated), Of(2, Transport.Stream, Quality.Estimated))
        );
        Assert.Equal(["exit.stop_price"], Codes(PriceOnly, Of(1, Transport.Polling), Of(2, Transport.Polling)));

        static ExitFacts Of(double at, Transport transport, Quality quality = Quality.Live) =>
            new(At(at), new ExitPrint(0.30m, 0.32m, At(at), transport, "kalshi", quality));
    }

    [Fact]
    public void FirstPrint_ThatHasGrownOld_ProvesNothing() =>
        Assert.DoesNotContain(Run(PriceOnly, Bid(1, 0.30m), Bid(12, 0.30m)), verdict => verdict.IsExit);

    [Theory]
    [InlineData(0.94, null)]
    [InlineData(0.95, "exit.target")]
    [InlineData(0.97, "exit.target")]
    public void Target_IsTakenAtTheFirstPrint(decimal bid, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(PriceOnly, Bid(1, 0.90m), Bid(2, bid)));

    [Fact]
    public void Chance_BelowTheStopForThreeCycles_Sells()
    {
        Assert.Equal(
            ["exit.chance_alert", "exit.stop_chance"],
            Codes(ChanceOnly, Chance(1, 0.6), Chance(2, 0.39), Chance(3, 0.39), Chance(4, 0.39), Chance(5, 0.39))
        );
        Assert.Equal(
            ["exit.chance_alert"],
            Codes(ChanceOnly, Chance(1, 0.39), Chance(2, 0.39), Chance(3, 0.40), Chance(4, 0.39), Chance(5, 0.39))
        );
    }

    [Fact]
    public void Chance_OfOneCycle_CountsOnce() =>
        Assert.Equal(
            ["exit.chance_alert"],
            Codes(ChanceOnly, Enumerable.Range(1, 9).Select(i => Chance(i, 0.1, cycle: 4)))
        );

    [Fact]
    public void Chance_BelowOneHalf_IsToldOnceEachTimeItFalls() =>
        Assert.Equal(
            ["exit.chance_alert", "exit.chance_alert"],
            Codes(ChanceOnly, Chance(1, 0.49), Chance(2, 0.45), Chance(3, 0.50), Chance(4, 0.49))
        );

    [Theory]
    [InlineData(Quality.Estimated)]
    [InlineData(Quality.Stale)]
    [InlineData(Quality.Missing)]
    public void Chance_ThatIsNotReal_CountsForNothing(Quality quality) =>
        Assert.Empty(Codes(ChanceOnly, Enumerable.Range(1, 5).Select(i => Chance(i, 0.1, quality: quality))));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Chance_ThatIsNone_CountsForNothing(double chance) =>
        Assert.Empty(Codes(ChanceOnly, Enumerable.Range(1, 5).Select(i => Chance(i, chance))));

    [Fact]
    public void TimeBeforeTheClose_SellsAtWhateverPrice()
    {
        var plan = ChanceOnly with { Settings = new ExitSettings { SecondsBeforeClose = 30 } };
        var close = (plan.ClosesAt!.Value - Noon).TotalSeconds;

        Assert.Empty(Run(plan, Nothing(close - 30.1)));
        var verdict = Assert.Single(Run(plan, Nothing(close - 30)));
        Assert.Equal((ExitCause.BeforeClose, 0.01m), (verdict.Cause, verdict.LimitPrice));
        Assert.Empty(Run(ChanceOnly, Nothing(close - 1)));
    }

    [Fact]
    public void Closed_IsNotJudgedAnyMore()
    {
        var close = (Plan.ClosesAt!.Value - Noon).TotalSeconds;

        Assert.Empty(Run(Plan, Bid(close, 0.01m), Bid(close + 1, 0.01m), Nothing(close + 60)));
    }

    [Fact]
    public void Blind_ForLongerThanFiveSeconds_IsToldOnce()
    {
        Assert.Empty(Run(PriceOnly, Nothing(0), Nothing(5)));
        var told = Assert.Single(Run(PriceOnly, Nothing(0), Nothing(5.1), Nothing(6), Nothing(60)));

        Assert.Equal((ExitCause.Blind, false, (decimal?)null), (told.Cause, told.IsExit, told.LimitPrice));
        Assert.Equal("KXBTCD-26MAR0213-T99999.99: no price to judge it by for 5 s.", told.Reason);
    }

    [Fact]
    public void Blind_CountsFromWhenThePriceGrewOld_AndIsToldAnewTheNextTime()
    {
        Assert.Equal(
            ["exit.blind", "exit.blind"],
            Codes(
                PriceOnly,
                [
                    Bid(0, 0.8m),
                    Nothing(10),
                    Nothing(10.5),
                    Nothing(15.5),
                    Nothing(15.6),
                    Bid(20, 0.8m),
                    Nothing(31),
                    Nothing(36.1),
                ]
            )
        );
        var (watch, _) = ExitJudge.Judge(new ExitWatch(PriceOnly), Bid(0, null));
        Assert.Equal(At(0), watch.Price.Since);
        (watch, _) = ExitJudge.Judge(watch, Bid(3, 0.8m));
        Assert.False(watch.IsBlind);
    }

    [Fact]
    public void Blind_IsOnlyWhatIsNeeded()
    {
        Assert.Empty(Run(ChanceOnly, Enumerable.Range(0, 60).Select(i => Chance(i, 0.9))));
        Assert.Empty(Run(PriceOnly, Enumerable.Range(0, 60).Select(i => Bid(i, 0.8m))));
        Assert.Equal(["exit.blind"], Codes(Plan, Enumerable.Range(0, 60).Select(i => Bid(i, 0.8m))));
        Assert.Empty(Run(Plan with { Protection = Protection.None }, Nothing(0), Nothing(60)));
    }

    [Fact]
    public void WhatWasSaid_IsSaidOnce() =>
        Assert.Single(Run(Plan, Enumerable.Range(1, 50).Select(i => Bid(i, 0.30m))), verdict => verdict.IsExit);

    [Fact]
    public void NewProtection_IsJudgedFromThenOn()
    {
        var (watch, _) = ExitJudge.Judge(new ExitWatch(PriceOnly), Bid(1, 0.70m));
        watch = watch.With(PriceOnly with { Protection = new Protection(0.75m, null, null) });

        (watch, var first) = ExitJudge.Judge(watch, Bid(2, 0.70m));
        (_, var second) = ExitJudge.Judge(watch, Bid(3, 0.70m));

        Assert.Null(first);
        Assert.Equal(ExitCause.StopPrice, second!.Cause);
    }

    [Theory]
    [InlineData(0.57, 0, 0.55)]
    [InlineData(0.57, 3, 0.49)]
    [InlineData(0.575, 0, 0.55)]
    [InlineData(0.03, 0, 0.01)]
    [InlineData(0.57, 1000, 0.01)]
    [InlineData(0.57, int.MaxValue, 0.01)]
    [InlineData(null, 0, 0.01)]
    public void LimitOfAnExit_WidensWithEachFailedTry_DownToACent(double? bid, int tries, decimal limit) =>
        Assert.Equal(limit, ExitPrice.Of((decimal?)bid, tries, new ExitSettings()));

    [Fact]
    public void Settings_TellAllTheirFaults()
    {
        Assert.Empty(new ExitSettings().Faults());
        Assert.Equal(
            3,
            new ExitSettings
            {
                ConfirmSeconds = double.NaN,
                BlindSeconds = 0,
                WidenCents = -1,
            }
                .Faults()
                .Count()
        );
    }

    [Fact]
    public void Judging_LeavesNothingOnTheHeap()
    {
        var (watch, facts, chance) = (new ExitWatch(Plan), Bid(1, 0.8m), Chance(1, 0.9));

        var left = Garbage.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                (watch, _) = ExitJudge.Judge(watch, facts);
                (watch, _) = ExitJudge.Judge(watch, chance);
            }
        });

        Assert.Equal(0, left);
    }
}
