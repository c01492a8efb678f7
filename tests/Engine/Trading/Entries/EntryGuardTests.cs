using System.Text.Json;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Entries.EntryBench;

namespace Strikeboard.Engine.Tests.Trading.Entries;

public sealed class EntryGuardTests
{
    private static readonly EntryGuardLimits Limits = new()
    {
        RefusalsInRow = 3,
        LosingInRow = 3,
        DayLoss = 10m,
    };
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void RefusalsInARow_SwitchItOff_AndOneOrderTakenBreaksTheRow()
    {
        var twice = Refused(Refused(EntryGuard.Armed));

        Assert.True(Refused(Refused(twice.Taken())).IsArmed);
        var off = Refused(twice);
        Assert.Equal(
            ("entry.refused", "3", "invalid_price"),
            (off.Reason!.Code, off.Reason.Facts["limit"], off.Reason.Facts["last"])
        );
        Assert.Equal(Noon, off.OffSince);
    }

    [Fact]
    public void LimitsThatDoTheirWork_AreNoRefusals()
    {
        var guard = EntryGuard.Armed;
        for (var i = 0; i < 10; i++)
            guard = guard.Refused("risk.exposure", Limits, Noon);

        Assert.Equal(EntryGuard.Armed, guard);
    }

    [Fact]
    public void LosingTradesInARow_SwitchItOff_AndAWinBreaksTheRow()
    {
        var twice = Closed(Closed(EntryGuard.Armed, -1), -1);

        Assert.True(Closed(Closed(Closed(twice, 0.5m), -1), -1).IsArmed);
        Assert.Equal("entry.losing", Closed(twice, -0.01m).Reason!.Code);
    }

    [Fact]
    public void LossOfTheDay_SwitchesItOff_AtTheLimitAndNotACentBefore()
    {
        Assert.True(Closed(Closed(EntryGuard.Armed, 5m), -14.99m).IsArmed);
        Assert.Equal("entry.day_loss", Closed(Closed(EntryGuard.Armed, 5m), -15m).Reason!.Code);
    }

    [Fact]
    public void NewDay_CountsItsOwnLoss()
    {
        var guard = Closed(EntryGuard.Armed, -9m).Closed(-9m, Today.AddDays(1), Limits, Noon);

        Assert.True(guard.IsArmed);
        Assert.Equal(-9m, guard.DayResult);
    }

    [Fact]
    public void FirstReason_Stays_UntilAPersonRearms()
    {
        var off = Refused(Refused(Refused(EntryGuard.Armed)));

        var still = Closed(off.Taken(), -50m);

        Assert.Equal("entry.refused", still.Reason!.Code);
        Assert.False(still.IsArmed);
        var rearmed = still.Rearm("anna", Noon);
        Assert.Equal((true, "anna"), (rearmed.IsArmed, rearmed.RearmedBy));
        Assert.True(Closed(Refused(Refused(rearmed)), -9m).IsArmed);
    }

    [Fact]
    public void Guard_KeptAsText_IsTheSameAfterwards()
    {
        var off = Refused(Refused(Refused(Closed(EntryGuard.Armed, -1m))));

        var back = JsonSerializer.Deserialize<EntryGuard>(JsonSerializer.Serialize(off))!;

        Assert.Equal(
            (off.Reason!.Code, off.DayResult, off.Day, off.OffSince),
            (back.Reason!.Code, back.DayResult, back.Day, back.OffSince)
        );
        Assert.False(back.IsArmed);
    }

    private static EntryGuard Refused(EntryGuard guard) => guard.Refused("invalid_price", Limits, Noon);

    private static EntryGuard Closed(EntryGuard guard, decimal result) => guard.Closed(result, Today, Limits, Noon);
}
