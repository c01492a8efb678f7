using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.TradingBench;

namespace Strikeboard.Engine.Tests.Trading;

public sealed class PositionRulesTests
{
    [Fact]
    public void Slot_FromTheWishToTheEnd_IsTakenUntilNothingIsHeld()
    {
        Assert.Equal((PositionState.Pending, true), StateOf(Planned()));
        Assert.Equal((PositionState.Pending, true), StateOf(Sending()));
        Assert.Equal((PositionState.Open, true), StateOf(Holding()));
        Assert.Equal((PositionState.Closing, true), StateOf(Holding().After(Out())));
        Assert.Equal((PositionState.Missed, false), StateOf(Sending().After(new SendRefused(EntryName, "no", At(1)))));
        Assert.Equal((PositionState.Closed, false), StateOf(Holding().After(new PositionSettled(10, 1m, At(9)))));
    }

    [Fact]
    public void Position_WhoseOrderIsInDoubt_CountsItAsFilled()
    {
        var position = Sending().After(new SendInDoubt(EntryName, "timeout", At(2)));

        Assert.Equal(PositionState.Unknown, position.State);
        Assert.Equal(10, position.AtRisk);
    }

    [Fact]
    public void Doubt_ForADay_StaysWhereTheVenueGivesNoProof()
    {
        var position = Sending().After(new SendInDoubt(EntryName, "timeout", At(2)));
        for (var hour = 1; hour <= 24; hour++)
            position = PositionRules.Apply(position, new OrderAbsent(EntryName, At(hour * 3600)), Silent).Position;

        Assert.Equal(PositionState.Unknown, position.State);
    }

    [Fact]
    public void Doubt_AfterTwoEmptyReadsPastTheExpiry_IsOver()
    {
        var position = Sending(expiresAfter: 5).After(new SendInDoubt(EntryName, "timeout", At(2)));

        var tooSoon = position.After(new OrderAbsent(EntryName, At(6)), new OrderAbsent(EntryName, At(6.9)));
        var once = tooSoon.After(new OrderAbsent(EntryName, At(7)));
        var atOnceAgain = once.After(new OrderAbsent(EntryName, At(7.5)));
        var twice = once.After(new OrderAbsent(EntryName, At(8)));

        Assert.Equal(AttemptState.Unknown, tooSoon.Entry().State);
        Assert.Equal(AttemptState.Unknown, atOnceAgain.Entry().State);
        Assert.Equal(AttemptState.NeverWas, twice.Entry().State);
    }

    [Fact]
    public void Doubt_OnceTheMarketIsClosed_EndsByTheSameTwoReads()
    {
        var position = Sending() with { MarketClosesAt = At(60) };
        position = position.After(new SendInDoubt(EntryName, "timeout", At(2)));
        foreach (var at in new[] { 61.9, 62.0, 63.0 })
            position = PositionRules.Apply(position, new OrderAbsent(EntryName, At(at)), Silent).Position;

        Assert.Equal(AttemptState.NeverWas, position.Entry().State);
    }

    [Fact]
    public void Person_WhoResolves_EndsTheDoubtWithTheEvidence()
    {
        var position = Sending()
            .After(
                new SendInDoubt(EntryName, "timeout", At(2)),
                new PersonResolved(EntryName, 4, "seen on the venue's own page", At(600))
            );

        Assert.Equal((PositionState.Open, 4m), (position.State, position.Quantity));
        Assert.Equal("seen on the venue's own page", position.Entry().Reason);
    }

    [Fact]
    public void Refusal_AfterTheVenueHasShownTheOrder_IsNotBelieved()
    {
        var position = Sending()
            .After(Seen(EntryName, ReportedState.Working), new SendRefused(EntryName, "late word", At(3)));

        Assert.Equal(AttemptState.Working, position.Entry().State);
    }

    [Fact]
    public void Order_HeldToBeRefused_ThatFillsAfterAll_IsBackWithAnAlarm()
    {
        var refused = Sending().After(new SendRefused(EntryName, "no", At(1)));

        var turn = PositionRules.Apply(refused, Traded(EntryName, "t1", 3), Proving);

        Assert.Equal("order.back", Assert.Single(turn.Alarms).Code);
        Assert.Equal((PositionState.Unknown, 3m), (turn.Position.State, turn.Position.Quantity));
    }

    [Fact]
    public void Order_ThatTheVenueRenames_IsLeftAsItWas()
    {
        var bound = Sending().After(Seen(EntryName, ReportedState.Working));

        var turn = PositionRules.Apply(bound, Seen(EntryName, ReportedState.Filled, 10, "other"), Proving);

        Assert.Equal("order.rebound", Assert.Single(turn.Alarms).Code);
        Assert.Equal(AttemptState.Working, turn.Position.Entry().State);
    }

    [Fact]
    public void Exit_WhileTheEntryStillRests_WaitsForItsFinalWord()
    {
        var partly = Sending().After(Seen(EntryName, ReportedState.Working, 4));

        var asked = partly.After(Out());
        Assert.True(asked.Entry().CancelAsked);
        Assert.Empty(asked.Exit!.Attempts);

        // Two more filled on the way to the cancel.
        var cancelled = asked.After(Seen(EntryName, ReportedState.Cancelled, 6));
        Assert.Equal((AttemptState.Planned, 6m), (cancelled.LastExit().State, cancelled.LastExit().Quantity));
    }

    [Fact]
    public void Exits_FromEverySideAtOnce_AreOne()
    {
        var position = Holding().After(Out(id: 3), Out(id: 4), Out(2, id: 5), Out(id: 6));

        Assert.Single(position.Intents, i => i.Purpose == IntentPurpose.Exit);
        Assert.Equal(10, position.LastExit().Quantity);
    }

    [Fact]
    public void Exit_ToldAgainAfterItWasOver_IsNotAskedForTwice()
    {
        var wish = new ExitAsked(ExitNames.Of(Holding()), 4, 0.5m, "by hand", At(2));
        var asked = Holding().After(wish);
        var name = asked.LastExit().ClientOrderId;
        var sold = asked.After(
            new SendBegun(name, At(9), At(3)),
            Seen(name, ReportedState.Filled, 4),
            Traded(name, "t", 4, 4)
        );

        Assert.Equal(sold, sold.After(wish));
        Assert.NotEqual(wish.IntentId, ExitNames.Of(sold));
    }

    [Fact]
    public void Exit_ThatIsInDoubt_IsNotTriedAgainBeforeProof()
    {
        var asked = Holding().After(Out());
        var name = asked.LastExit().ClientOrderId;
        var doubtful = asked.After(
            new SendBegun(name, At(10), At(5)),
            new SendInDoubt(name, "timeout", At(7)),
            Out(id: 9),
            new OrderAbsent(name, At(8))
        );
        Assert.Single(doubtful.Exit!.Attempts);

        var proven = doubtful.After(new OrderAbsent(name, At(12)), new OrderAbsent(name, At(13)));
        Assert.Equal(2, proven.Exit!.Attempts.Length);
        Assert.NotEqual(name, proven.LastExit().ClientOrderId);
    }

    [Fact]
    public void Exit_WithACheaperWish_MakesTheDearerOneGo()
    {
        var asked = Holding().After(Out(limit: 0.7m));
        var resting = asked.After(
            new SendBegun(asked.LastExit().ClientOrderId, At(9), At(3)),
            Seen(asked.LastExit().ClientOrderId, ReportedState.Working)
        );

        var hurried = resting.After(Out(limit: 0.2m, id: 8));
        Assert.True(hurried.LastExit().CancelAsked);

        var next = hurried.After(Seen(hurried.LastExit().ClientOrderId, ReportedState.Cancelled, 3));
        Assert.Equal((7m, 0.2m), (next.LastExit().Quantity, next.LastExit().LimitPrice));
    }

    [Fact]
    public void Fill_AfterEverythingWasSold_IsSoldToo()
    {
        var sold = Holding(6).After(Out());
        sold = sold.After(Seen(sold.LastExit().ClientOrderId, ReportedState.Filled, 6));
        Assert.Equal(PositionState.Closed, sold.State);

        var late = sold.After(Traded(EntryName, "t1", 6), Traded(EntryName, "late", 2));

        Assert.Equal((PositionState.Closing, 2m), (late.State, late.LastExit().Quantity));
    }

    [Fact]
    public void Exit_RefusedAgainAndAgain_WaitsForAPerson()
    {
        var position = Holding().After(Out());
        var alarms = new List<string>();
        for (var i = 0; i < Proving.MostRefusals + 2 && position.Exit is not null; i++)
        {
            var name = position.LastExit().ClientOrderId;
            var turn = PositionRules.Apply(
                position.After(new SendBegun(name, At(99), At(5))),
                new SendRefused(name, "no buyers", At(5)),
                Proving
            );
            position = turn.Position;
            alarms.AddRange(turn.Alarms.Select(alarm => alarm.Code));
        }

        Assert.Equal(["exit.stuck"], alarms);
        Assert.Equal((PositionState.Open, Proving.MostRefusals), (position.State, position.Intents[1].Attempts.Length));
    }

    [Fact]
    public void Rest_TooSmallToSell_IsDustAndSaid()
    {
        var position = Holding(9.5m).After(Out());
        var turn = PositionRules.Apply(
            position,
            Seen(position.LastExit().ClientOrderId, ReportedState.Cancelled, 9),
            Proving
        );

        Assert.Contains(turn.Alarms, alarm => alarm.Code == "position.dust");
        Assert.Null(turn.Position.Exit);
    }

    [Fact]
    public void Duties_AfterACrash_AskAndNeverSend()
    {
        Assert.IsType<BeginSending>(Assert.Single(Duties.Of(Planned(), At(0))));
        Assert.IsType<DropIt>(Assert.Single(Duties.Of(Planned(validUntil: At(1)), At(2))));
        Assert.Empty(Duties.Of(Sending(), At(1)));
        Assert.IsType<DoubtIt>(Assert.Single(Duties.Of(Sending(), At(3))));
        var doubtful = Sending().After(new SendInDoubt(EntryName, "timeout", At(2)));
        Assert.IsType<AskVenue>(Assert.Single(Duties.Of(doubtful, At(3))));
    }

    [Fact]
    public void Fills_InAnyOrderAndAnyNumber_GiveOnePosition()
    {
        TradeEvent[] told =
        [
            Seen(EntryName, ReportedState.Working, 3),
            Traded(EntryName, "a", 3),
            Traded(EntryName, "b", 2),
            Traded(EntryName, "c", 1),
            Seen(EntryName, ReportedState.Cancelled, 6),
        ];
        var orders =
            from shuffled in Gen.Shuffle(Enumerable.Range(0, told.Length).ToArray())
            from again in Gen.Choose(0, told.Length - 1).ListOf(6)
            from places in Gen.Choose(0, told.Length).ListOf(6)
            select Mixed(shuffled, [.. again], [.. places]);

        Prop.ForAll(
                orders.ToArbitrary(),
                order =>
                {
                    var position = Sending().After([.. order.Select(i => told[i])]);
                    Assert.Equal(6, position.Quantity);
                    Assert.Equal(6, position.Entry().Booked);
                    Assert.Equal(3, position.Fills.Length);
                    Assert.Equal(AttemptState.Cancelled, position.Entry().State);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static List<int> Mixed(int[] shuffled, int[] again, int[] places)
    {
        var order = shuffled.ToList();
        for (var i = 0; i < Math.Min(again.Length, places.Length); i++)
            order.Insert(places[i], again[i]);
        return order;
    }

    private static (PositionState, bool) StateOf(Position position) => (position.State, position.TakesSlot);
}
