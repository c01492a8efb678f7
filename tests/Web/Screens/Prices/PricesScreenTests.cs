using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Screens.Prices;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Screens.Prices;

public sealed class PricesScreenTests : ScreenTest
{
    [Fact]
    public void Address_CarriesRangeOverlaysAndView()
    {
        var page = Open("prices/btc?range=1h&average=on&view=table");

        Assert.Equal("1 h", page.Find("nav[aria-label=Range] [aria-current=page]").TextContent);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(Past.Asked).To - Past.Asked[0].From);
        Assert.Equal("true", page.Find("button:contains('1-minute average')").GetAttribute("aria-pressed"));
        Assert.Equal("false", page.Find("button:contains('Strikes')").GetAttribute("aria-pressed"));
        Assert.NotEmpty(page.FindAll(".chart-table tbody tr"));
        Assert.EndsWith("range=6h&average=on&view=table", Link(page, "6 h"), StringComparison.Ordinal);
    }

    [Fact]
    public void Overlay_Pressed_GoesIntoTheAddress_AndOutAgain()
    {
        var page = Open("prices/btc");

        page.Find("button:contains('Strikes')").Click();
        Assert.EndsWith("/prices/btc?strikes=on", Address, StringComparison.Ordinal);

        page.Find("button:contains('Strikes')").Click();
        Assert.EndsWith("/prices/btc", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Tick_IsAppended_AndTheGapOfTheLogStaysAGap()
    {
        var page = Open("prices/btc?view=table");
        Assert.Contains("gap", Rows(page)[1], StringComparison.Ordinal);

        Tick(117_250m);

        page.WaitForAssertion(() => Assert.Contains("$117,250.00", Rows(page)[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Frozen_MovesNothing_CountsWhatArrives_AndCatchesUp()
    {
        var page = Open("prices/btc?view=table");
        Tick(117_000m);
        page.WaitForAssertion(() => Assert.Contains("$117,000.00", Rows(page)[0], StringComparison.Ordinal));

        page.Find("button:contains('Freeze')").Click();
        Tick(118_000m);
        page.WaitForAssertion(() =>
            Assert.Contains("1 price has arrived", page.Find(".frozen").TextContent, StringComparison.Ordinal)
        );
        Tick(119_000m);

        page.WaitForAssertion(() =>
            Assert.Contains(
                "2 prices have arrived meanwhile",
                page.Find(".frozen").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.Contains("$117,000.00", Rows(page)[0], StringComparison.Ordinal);

        page.Find(".frozen button").Click();

        Assert.Contains("$119,000.00", Rows(page)[0], StringComparison.Ordinal);
        Assert.Contains("$118,000.00", string.Join(' ', Rows(page)), StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyLog_ExplainsItself()
    {
        Past.Answer = range => Task.FromResult(new PastPrices(Btc, range, [], [], TimeSpan.FromMinutes(1)));

        var page = Open("prices/btc");

        Assert.Contains(
            "No price of BTC has been logged",
            page.Find(".chart-nothing").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void LogThatCannotBeRead_SaysSo_AndOffersToTryAgain()
    {
        Past.Answer = _ => throw new InvalidOperationException("the database is away");
        var page = Open("prices/btc");
        Assert.Contains("the database is away", page.Markup, StringComparison.Ordinal);

        Past.Answer = null;
        page.Find("button:contains('Try again')").Click();

        page.WaitForAssertion(() =>
            Assert.DoesNotContain("the database is away", page.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Strikes_AreThoseTheLineCrosses_AndTheNextOnEitherSide()
    {
        var tape = new PriceTape();
        tape.Begin(FakePast.Of(Btc, PastRange.Last(TimeSpan.FromMinutes(15), Now), At(-2, 116_900), At(-1, 117_400)));
        decimal[] strikes = [116_000, 116_500, 117_000, 117_500, 118_000];

        var model = PriceChart.Of(Btc, tape, PriceRange.All[0], Now, average: false, Table(strikes));

        Assert.Equal([116_500d, 117_000d, 117_500d], model.Thresholds.Select(t => t.Y));
        Assert.True(model.Y.Min < 116_500 && model.Y.Max > 117_500);
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private PastPrice At(int second, decimal price) =>
        new(Now.AddSeconds(second), price, PriceRowKind.Observed, "coinbase");

    private StrikeTable Table(decimal[] strikes) =>
        new()
        {
            Symbol = Btc,
            Series = "KXBTCD",
            CycleId = 1,
            AsOf = Now,
            Quality = Quality.Live,
            Spot = 117_112,
            SigmaAnnual = 0.4,
            Rows = [.. strikes.Select(strike => Sample.Row() with { Strike = strike })],
        };

    private IRenderedComponent<PricesScreen> Open(string address)
    {
        Facts.Publish(new CyclePublished(Sample.Cycle(Now, 1, Sample.Part(Now, 1))));
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PricesScreen>(p => p.Add(s => s.SymbolName, "btc"));
    }

    private void Tick(decimal price)
    {
        Facts.Publish(
            new TickReceived(Btc, new PriceTick("coinbase", "BTC-USD", price, null, null, Now, Now, Transport.Stream))
        );
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static string Link(IRenderedComponent<PricesScreen> page, string range) =>
        page.Find($"nav[aria-label=Range] a:contains('{range}')").GetAttribute("href")!;

    private static List<string> Rows(IRenderedComponent<PricesScreen> page) =>
        [.. page.FindAll(".chart-table tbody tr").Select(row => row.TextContent)];
}
