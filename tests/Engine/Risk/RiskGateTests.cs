using Strikeboard.Engine.Risk;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Risk.RiskBench;

namespace Strikeboard.Engine.Tests.Risk;

public sealed class RiskGateTests
{
    [Fact]
    public void Order_WithinAllLimits_IsAllowed()
    {
        var verdict = RiskGate.Judge(Limits, Facts, Wish);

        Assert.True(verdict.IsAllowed, verdict.Refusal?.Message);
        Assert.Null(verdict.Refusal);
    }

    public static TheoryData<string, string> WhatIsNotKnown =>
        new()
        {
            { nameof(RiskFacts.State), "risk.state" },
            { nameof(RiskFacts.VenueTrades), "risk.venue" },
            { nameof(RiskFacts.Instrument), "risk.instrument" },
            { nameof(RiskFacts.Book), "risk.book" },
            { nameof(RiskFacts.Balance), "risk.balance" },
            { nameof(RiskFacts.Holdings), "risk.holdings" },
            { nameof(RiskFacts.Day), "risk.day" },
            { nameof(RiskFacts.Recent), "risk.orders" },
        };

    [Theory]
    [MemberData(nameof(WhatIsNotKnown))]
    public void Input_ThatIsNotKnown_Denies(string name, string code)
    {
        var blind = Facts with { };
        typeof(RiskFacts).GetProperty(name)!.SetValue(blind, null);

        Assert.Equal([code], Codes(blind));
    }

    [Fact]
    public void EveryInput_ThatMayBeUnknown_IsTriedAbove()
    {
        var nullable = typeof(RiskFacts)
            .GetProperties()
            .Where(p => p.Name != nameof(RiskFacts.Now))
            .Select(p => p.Name);

        Assert.Equal(nullable.Order(), WhatIsNotKnown.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public void Limits_ThatAreMissingOrMakeNoSense_Deny()
    {
        Assert.Equal(["risk.limits"], Codes(null, Facts, Wish));
        Assert.Equal(["risk.limits"], Codes(Limits with { MaxExposure = 0m }, Facts, Wish));
        Assert.Equal(["risk.facts"], Codes(Limits, null, Wish));
        Assert.Equal(["risk.day"], Codes(Facts with { Day = new RiskDay(0m, null, 0m) }));
        Assert.Equal(
            ["risk.holdings"],
            Codes(Facts with { Holdings = default(System.Collections.Immutable.ImmutableArray<RiskHolding>) })
        );
    }

    [Fact]
    public void AllGatesThatFail_AreListed_TheFirstNamesTheRefusal()
    {
        var halted = Facts with { State = RiskState.Halted, Balance = new RiskBalance(1m, Noon) };

        var refusal = RiskGate.Judge(Limits, halted, Wish with { Quantity = 30 }).Refusal!;

        Assert.Equal("risk.halted", refusal.Code);
        Assert.Equal("risk.halted, risk.size, risk.cost, risk.cash", refusal.Facts["gates"]);
    }

    [Fact]
    public void EveryRefusal_NamesItsFigures()
    {
        var denial = RiskGate.Judge(Limits, Facts, Wish with { Quantity = 26 }).Denials[0];

        Assert.Equal(("risk.size", "26", "25"), (denial.Code, denial.Facts["quantity"], denial.Facts["limit"]));
        Assert.Equal("26 contracts are more than the 25 that one order may have.", denial.Message);
    }

    [Theory]
    [InlineData(RiskState.Reducing, "risk.reducing")]
    [InlineData(RiskState.Halted, "risk.halted")]
    public void State_OtherThanActive_OpensNothing(RiskState state, string code) =>
        Assert.Equal([code], Codes(Facts with { State = state }));

    [Theory]
    [InlineData(0, "risk.size")]
    [InlineData(-1, "risk.size")]
    [InlineData(2.5, "risk.size")]
    [InlineData(25, null)]
    [InlineData(26, "risk.size")]
    public void Quantity_IsWholeAndWithinTheLimit(decimal quantity, string? code)
    {
        var roomy = Limits with { MaxOrderCost = 100m };

        Assert.Equal(code is null ? [] : [code], Codes(roomy, Facts, Wish with { Quantity = quantity }));
    }

    [Fact]
    public void Quantity_BeyondReckoning_IsRefusedLikeAnyOther() =>
        Assert.Equal(["risk.size"], Codes(Wish with { Quantity = decimal.MaxValue }));

    [Fact]
    public void Cost_OfAnOrder_MayReachTheLimitAndNotPassItByACent()
    {
        // 5 × 0.90 and a fee of 0.0315, rounded up, and a cent for the rounding of its fills.
        Assert.Equal(4.55m, WorstCost.Of(5, 0.90m));

        Assert.Empty(Codes(Limits with { MaxOrderCost = 4.55m }, Facts, Wish));
        Assert.Equal(["risk.cost"], Codes(Limits with { MaxOrderCost = 4.54m }, Facts, Wish));
    }

    [Theory]
    [InlineData(0, "risk.price")]
    [InlineData(-0.5, "risk.price")]
    [InlineData(1, "risk.price")]
    [InlineData(0.01, null)]
    [InlineData(0.905, "risk.tick")]
    [InlineData(0.93, null)]
    [InlineData(0.94, "risk.collar")]
    public void LimitPrice_IsWithinTheCollarAndOnTheGrid(decimal price, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(Wish with { LimitPrice = price }));

    [Theory]
    [InlineData(null, 0.90, null)]
    [InlineData(0.88, null, "risk.book")]
    [InlineData(0.90, 0.90, "risk.book")]
    [InlineData(0.95, 0.90, "risk.book")]
    [InlineData(0.99, 1.0, "risk.book")]
    public void Book_ThatIsEmptyOrCrossed_IsNoPrice(double? bid, double? ask, string? code)
    {
        var book = new RiskBook((decimal?)bid, (decimal?)ask, Transport.Stream, Noon);

        Assert.Equal(code is null ? [] : [code], Codes(Facts with { Book = book }));
    }

    [Theory]
    [InlineData(Transport.Stream, 10, null)]
    [InlineData(Transport.Stream, 10.1, "risk.stale")]
    [InlineData(Transport.Polling, 0, "risk.stale")]
    [InlineData(Transport.None, 0, "risk.stale")]
    [InlineData(Transport.Stream, -60, "risk.stale")]
    public void Price_ThatIsOldOrPolled_OpensNothing(Transport transport, double age, string? code)
    {
        var book = new RiskBook(0.88m, 0.90m, transport, Noon.AddSeconds(-age));

        Assert.Equal(code is null ? [] : [code], Codes(Facts with { Book = book }));
    }

    [Theory]
    [InlineData(MarketStatus.Inactive)]
    [InlineData(MarketStatus.Closed)]
    [InlineData(MarketStatus.Unknown)]
    public void Market_ThatTakesNoOrders_IsNotEntered(MarketStatus status) =>
        Assert.Equal(["risk.market"], Codes(Facts with { Instrument = Facts.Instrument! with { Status = status } }));

    [Fact]
    public void Venue_ThatDoesNotTrade_IsNotEntered() =>
        Assert.Equal(["risk.venue"], Codes(Facts with { VenueTrades = false }));

    [Theory]
    [InlineData(60, null)]
    [InlineData(59.9, "risk.closing")]
    [InlineData(-5, "risk.closing")]
    public void Market_JustBeforeItsClose_IsNotEntered(double left, string? code)
    {
        var closing = Facts with { Instrument = Facts.Instrument! with { ClosesAt = Noon.AddSeconds(left) } };

        Assert.Equal(code is null ? [] : [code], Codes(closing));
    }

    [Fact]
    public void Instrument_OfAnotherName_IsUnknown() =>
        Assert.Equal(["risk.instrument"], Codes(Wish with { Instrument = "KXETHD-26MAR0213-T1999.99" }));

    [Theory]
    [InlineData(90, null)]
    [InlineData(91, "risk.balance")]
    [InlineData(-60, "risk.balance")]
    public void Balance_ThatIsOld_CountsAsUnknown(double age, string? code) =>
        Assert.Equal(
            code is null ? [] : [code],
            Codes(Facts with { Balance = new RiskBalance(1000m, Noon.AddSeconds(-age)) })
        );

    [Theory]
    [InlineData(14.55, null)]
    [InlineData(14.54, "risk.cash")]
    [InlineData(0, "risk.cash")]
    public void Cash_LessWhatIsReserved_HasToDo(decimal balance, string? code)
    {
        var reserved = Holding(reserved: 6m) with { NotInBalance = 4m };
        var poor = (Facts with { Balance = new RiskBalance(balance, Noon) }).Holding(reserved);

        Assert.Equal(code is null ? [] : [code], Codes(poor));
    }

    [Theory]
    [InlineData("risk.exposure", 200)]
    [InlineData("risk.event", 75)]
    [InlineData("risk.symbol", 125)]
    public void Exposure_MayReachTheLimitAndNotPassItByACent(string code, decimal limit)
    {
        var (sameEvent, sameSymbol) = (code == "risk.event", code != "risk.exposure");
        var holding = Holding(reserved: limit - 4.55m - 10m) with
        {
            Event = sameEvent ? Event : "KXBTCD-26MAR0214",
            Symbol = sameSymbol ? "BTC" : "ETH",
        };
        var owners = holding with { Reserved = 0m, Held = 10m, IsOwners = true };

        Assert.Empty(Codes(Facts.Holding(holding, owners)));
        Assert.Equal([code], Codes(Facts.Holding(holding, owners with { Held = 10.01m })));
    }

    [Fact]
    public void Positions_AreCountedWithoutTheOwnersAndTheEnded()
    {
        var many = Enumerable
            .Repeat(Holding(held: 1m), 7)
            .Append(Holding())
            .Append(Holding(held: 1m) with { IsOwners = true });

        Assert.Empty(Codes(Facts.Holding([.. many])));
        Assert.Equal(["risk.positions"], Codes(Facts.Holding([.. many, Holding(reserved: 1m)])));
    }

    [Theory]
    [InlineData(-30, -15, 4.99, null)]
    [InlineData(-30, -15, 5, "risk.loss")]
    [InlineData(10, -60, 0, "risk.loss")]
    [InlineData(100, -60, 0, null)]
    public void DayThatLostItsLimit_OpensNothing(decimal realised, decimal unrealised, decimal fees, string? code) =>
        Assert.Equal(code is null ? [] : [code], Codes(Facts with { Day = new RiskDay(realised, unrealised, fees) }));

    [Theory]
    [InlineData(1, 0.5, null)]
    [InlineData(2, 0.5, "risk.rate")]
    [InlineData(2, 1, null)]
    [InlineData(19, 59, null)]
    [InlineData(20, 59, "risk.rate")]
    [InlineData(20, 60, null)]
    public void OrdersInASpan_AreLimited(int orders, double age, string? code)
    {
        var recent = Enumerable
            .Range(0, orders)
            .Select(i => new RiskOrder(Noon.AddSeconds(-age), $"other {i}", Side.Yes, 1, 0.5m));

        Assert.Equal(code is null ? [] : [code], Codes(Facts with { Recent = [.. recent] }));
    }

    [Fact]
    public void OrderLikeAnEarlierOne_IsARepetitionForAWhile()
    {
        var twin = new RiskOrder(Noon.AddSeconds(-9), Ticker.ToLowerInvariant(), Side.Yes, 5, 0.90m);

        Assert.Equal(["risk.lookalike"], Codes(Facts with { Recent = [twin] }));
        Assert.Empty(Codes(Facts with { Recent = [twin with { At = Noon.AddSeconds(-10) }] }));
        Assert.Empty(Codes(Facts with { Recent = [twin with { LimitPrice = 0.89m }] }));
        Assert.Empty(Codes(Facts with { Recent = [twin with { Quantity = 4 }] }));
        Assert.Empty(Codes(Facts with { Recent = [twin with { Side = Side.No }] }));
        Assert.Empty(Codes(Limits with { LookAlikeSeconds = 0 }, Facts with { Recent = [twin] }, Wish));
    }

    [Theory]
    [InlineData(RiskState.Active)]
    [InlineData(RiskState.Reducing)]
    [InlineData(RiskState.Halted)]
    public void Exit_OfWhatIsHeld_PassesInEveryState(RiskState state)
    {
        var dark = Facts with
        {
            State = state,
            Book = null,
            Balance = null,
            Instrument = null,
            VenueTrades = null,
            Day = null,
        };

        Assert.True(RiskGate.Judge(Limits, dark, Exit).IsAllowed);
        Assert.True(RiskGate.Judge(null, null, Exit).IsAllowed);
    }

    [Theory]
    [InlineData(6, 0.40, "risk.held")]
    [InlineData(0, 0.40, "risk.size")]
    [InlineData(5, 0.00, "risk.price")]
    [InlineData(5, 1.00, "risk.price")]
    public void Exit_OfMoreThanIsHeldOrAtNoPrice_IsRefused(decimal quantity, decimal price, string code) =>
        Assert.Equal([code], Codes(Exit with { Quantity = quantity, LimitPrice = price }));
}
