using Strikeboard.Engine.Risk;
using Strikeboard.Engine.Tests.Trading;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.TradingBench;

namespace Strikeboard.Engine.Tests.Risk;

public sealed class RiskHoldingTests
{
    [Fact]
    public void OrderThatIsPlannedSentOrUnknown_IsReservedWhole()
    {
        var whole = WorstCost.Of(10, 0.9m);

        Assert.Equal(whole, Of(Planned()).Reserved);
        Assert.Equal(whole, Of(Sending()).Reserved);
        Assert.Equal(
            whole,
            Of(Sending().After(new Engine.Trading.Rules.SendInDoubt(EntryName, "silence", At(1)))).AtRisk
        );
        Assert.Equal(0m, Of(Planned()).Held);
    }

    [Fact]
    public void FillsCountAsPaid_WhatIsOnlyReportedAtItsLimit()
    {
        var half = Sending().After(Traded(EntryName, "t", 4), Seen(EntryName, ReportedState.Cancelled, 6));

        var holding = Of(half);

        Assert.Equal((4 * 0.88m) + 0.01m + WorstCost.Of(2, 0.9m), holding.Held);
        Assert.Equal(0m, holding.Reserved);
    }

    [Fact]
    public void WhatIsSold_IsAtRiskNoMore()
    {
        var position = Holding().After(Traded(EntryName, "t", 10), Out(4));
        var exit = position.LastExit().ClientOrderId;

        var holding = Of(position.After(Seen(exit, ReportedState.Filled, 4, "x")));

        Assert.Equal(((10 * 0.88m) + 0.01m) * 6 / 10, holding.Held);
    }

    [Fact]
    public void WhatWasBought_AfterTheBalanceWasRead_IsNotInIt()
    {
        var position = Holding().After(Traded(EntryName, "t", 10, at: 10));

        Assert.Equal((10 * 0.88m) + 0.01m, Of(position, At(5)).NotInBalance);
        Assert.Equal((10 * 0.88m) + 0.01m, Of(position, At(11)).NotInBalance);
        Assert.Equal(0m, Of(position, At(13)).NotInBalance);
    }

    [Theory]
    [InlineData(10, 0, 0.62)]
    [InlineData(10, 4, 0.62)]
    [InlineData(-10, -4, 0.62)]
    [InlineData(2, 6, 1)]
    [InlineData(0, 6, 1)]
    public void OwnersPart_IsWhatTheVenueHasBeyondOurs(decimal atVenue, decimal desks, decimal each)
    {
        var venue = new VenuePosition("KX", atVenue, Math.Abs(atVenue) * 0.62m, 0m, 0m);

        var owners = RiskHolding.OfOwner(venue, desks, "E", "BTC")!;

        Assert.True(owners.IsOwners);
        Assert.Equal(Math.Abs(atVenue - desks) * each, owners.Held);
        Assert.Equal(atVenue > desks ? Side.Yes : Side.No, owners.Side);
        Assert.Null(RiskHolding.OfOwner(venue, atVenue, "E", "BTC"));
    }

    private static RiskHolding Of(Position position, DateTimeOffset? balanceAsOf = null) =>
        RiskHolding.Of(position, "KXBTCD-26MAR0213", "BTC", balanceAsOf);
}
