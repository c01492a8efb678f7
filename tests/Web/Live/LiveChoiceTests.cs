using Strikeboard.Engine;
using Strikeboard.Model;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Live;

namespace Strikeboard.Web.Tests.Live;

public sealed class LiveChoiceTests
{
    private static readonly Installation Here = Installation.Of(
        Mode.Demo,
        [
            new SymbolOptions { Name = "BTC", KalshiSeries = ["KXBTCD"] },
            new SymbolOptions { Name = "ETH", KalshiSeries = ["KXETHD"] },
        ]
    );

    [Fact]
    public void With_FirstSubscription_NarrowsToWhatIsNamed()
    {
        var (choice, fault) = LiveChoice.All(Here).With(new LiveRequest("subscribe", Symbols: ["btc"]), Here);

        Assert.Null(fault);
        Assert.Equal(["market:BTC"], choice.Topics);
        (choice, _) = choice.With(new LiveRequest("subscribe", Topics: ["Events"]), Here);
        Assert.True(choice.Wants("events") && choice.Wants("market:BTC") && !choice.Wants("health"));
    }

    [Fact]
    public void With_Unsubscription_TakesAwayWhatIsNamed()
    {
        var (choice, _) = LiveChoice.All(Here).With(new LiveRequest("unsubscribe", Symbols: ["ETH"]), Here);

        Assert.False(choice.Wants("market:ETH"));
        Assert.True(choice.Wants("market:BTC") && choice.Wants("system"));
    }

    [Theory]
    [InlineData("subscribe", "DOGE")]
    [InlineData("shout", "BTC")]
    [InlineData("subscribe", null)]
    public void With_SomethingUnknown_ChangesNothingAndSaysSo(string type, string? symbol)
    {
        var all = LiveChoice.All(Here);

        var (choice, fault) = all.With(new LiveRequest(type, Symbols: symbol is null ? null : [symbol]), Here);

        Assert.NotNull(fault);
        Assert.Same(all, choice);
    }
}
