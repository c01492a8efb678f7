using Strikeboard.Engine.Access;
using Strikeboard.Testing;

namespace Strikeboard.Web.Tests.Access;

public sealed class LockoutTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Remaining_AfterFiveFailures_ClosesThePairForFiveMinutes()
    {
        var lockouts = new Lockouts(_time);
        for (var i = 0; i < 4; i++)
            lockouts.Failed("admin", "10.0.0.1");
        Assert.Null(lockouts.Remaining("admin", "10.0.0.1"));

        lockouts.Failed("admin", "10.0.0.1");

        Assert.Equal(TimeSpan.FromMinutes(5), lockouts.Remaining("admin", "10.0.0.1"));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(lockouts.Remaining("admin", "10.0.0.1"));
    }

    [Fact]
    public void Remaining_OtherAddressOrOtherName_StaysOpen()
    {
        var lockouts = new Lockouts(_time);
        for (var i = 0; i < 50; i++)
            lockouts.Failed("admin", "10.0.0.1");

        Assert.Null(lockouts.Remaining("admin", "10.0.0.2"));
        Assert.Null(lockouts.Remaining("ada", "10.0.0.1"));
    }

    [Fact]
    public void Failed_AfterASuccess_CountsFromOne()
    {
        var lockouts = new Lockouts(_time);
        for (var i = 0; i < 4; i++)
            lockouts.Failed("admin", "10.0.0.1");

        lockouts.Succeeded("admin", "10.0.0.1");
        lockouts.Failed("admin", "10.0.0.1");

        Assert.Null(lockouts.Remaining("admin", "10.0.0.1"));
    }

    [Fact]
    public void Failed_FromEndlesslyManyNames_KeepsABoundedMemory()
    {
        var lockouts = new Lockouts(_time);
        for (var i = 0; i < 5; i++)
            lockouts.Failed("newest", "10.0.0.1");
        for (var i = 0; i < Lockouts.MostPairs - 1; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            lockouts.Failed($"name{i}", "10.0.0.1");
        }
        Assert.NotNull(lockouts.Remaining("newest", "10.0.0.1"));

        lockouts.Failed("one more", "10.0.0.1");

        Assert.Null(lockouts.Remaining("newest", "10.0.0.1"));
    }
}
