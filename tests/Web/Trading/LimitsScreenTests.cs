using System.Net.Http.Json;
using AngleSharp.Dom;
using Bunit;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Limits;
using Strikeboard.Web.Tests.House;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Trading;

public sealed class LimitsScreenTests : ScreenTest
{
    [Fact]
    public void Limits_SayWhatIsUsed_AndWhatWasChanged()
    {
        var page = Draw(Role.Viewer);

        var use = page.Find(".use");
        Assert.Equal("In use: $180.00 of $200.00", use.TextContent);
        Assert.Contains("tone-warn", use.ClassName);
        Assert.Contains("At risk in all: 100 → 200 looser", Flat(page.Find("tbody")), StringComparison.Ordinal);
        Assert.True(page.Find("#l-maxExposure").HasAttribute("disabled"));
        Assert.Equal("needs Administrator", page.Find("#l-maxExposure").GetAttribute("title"));
    }

    [Fact]
    public void Change_ShowsBeforeAndAfter_AndNamesEveryLimit()
    {
        var page = Draw(Role.Administrator);
        page.Find("#l-maxExposure").Input("250.5");
        page.Find("#l-minSecondsToClose").Input("90");

        Change(page).Click();
        Assert.Empty(Desk.Received);
        var asked = Flat(page.Find("dialog"));
        Assert.Contains("At risk in all $200.00 $250.50 looser", asked, StringComparison.Ordinal);
        Assert.Contains("Time to the close 60 s 90 s tighter", asked, StringComparison.Ordinal);
        page.Find("#limits-reason").Input("more cash");
        page.Find("[data-confirm]").Click();

        var (command, context) = Assert.Single(Desk.Received);
        var set = Assert.IsType<SetRiskLimits>(command);
        Assert.Equal((4, "more cash"), (set.BasedOn, context.Reason));
        Assert.Equal(
            [KeyValuePair.Create("maxExposure", 250.5m), KeyValuePair.Create("minSecondsToClose", 90m)],
            set.Limits.OrderBy(limit => limit.Key)
        );
    }

    [Theory]
    [InlineData("lots")]
    [InlineData("-1")]
    [InlineData("1000.01")]
    [InlineData("")]
    public void Figure_ThatCannotBe_IsNotAskedFor(string text)
    {
        var page = Draw(Role.Administrator);

        page.Find("#l-maxExposure").Input(text);

        Assert.Equal("true", page.Find("#l-maxExposure").GetAttribute("aria-invalid"));
        Assert.True(Change(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Figure_ThatIsAsItWas_ChangesNothing()
    {
        var page = Draw(Role.Administrator);

        page.Find("#l-maxExposure").Input("200.00");

        Assert.True(Change(page).HasAttribute("disabled"));
    }

    private static IElement Change(IRenderedComponent<LimitsScreen> page) =>
        page.FindAll("button").Single(b => b.TextContent.StartsWith("Change", StringComparison.Ordinal));

    private static string Flat(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<LimitsScreen> Draw(Role role)
    {
        var page = Render<LimitsScreen>(p => p.AddCascadingValue(As(role)));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#l-maxExposure")));
        return page;
    }
}

/// <summary>The same for programs.</summary>
public sealed class LimitCallTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_CarriesEveryLimitToTheDesk()
    {
        using var caller = shared.House.As(Role.Administrator);

        using var answer = await caller.PutAsJsonAsync(
            "/api/risk/limits",
            new
            {
                limits = new { maxExposure = 12.5m },
                basedOn = 4,
                reason = "less",
            },
            Cancel
        );

        answer.EnsureSuccessStatusCode();
        var asked = shared.House.Desk.Asked.Last();
        var set = Assert.IsType<SetRiskLimits>(asked.Command);
        Assert.Equal((12.5m, 4, "less"), (set.Limits["maxExposure"], set.BasedOn, asked.Context.Reason));
    }

    [Theory]
    [InlineData("""{"limits":{}}""")]
    [InlineData("""{"limits":{"maxExposure":"12"}}""")]
    [InlineData("""{"limits":{"maxExposure":12,"maxExposure":13}}""")]
    [InlineData("""{"limits":{"maxExposure":1e40}}""")]
    [InlineData("""{"limit":{}}""")]
    [InlineData("""{"limits":null}""")]
    public async Task Put_OfRubbish_IsRefusedBeforeTheDesk(string body)
    {
        using var caller = shared.House.As(Role.Administrator);
        var asked = shared.House.Desk.Asked.Count;

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await caller.PutAsync("/api/risk/limits", content, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(asked, shared.House.Desk.Asked.Count);
    }

    [Fact]
    public async Task History_IsCsvToo()
    {
        using var caller = shared.House.As(Role.Viewer);

        var csv = await caller.GetStringAsync("/api/risk/limits/history?format=csv", Cancel);

        Assert.Equal(
            "version,at,by,reason,name,before,after,looser\r\n4,1970-01-01T00:00:00.000Z,wilma,'=a quiet day,maxExposure,100,200,true\r\n",
            csv
        );
    }
}
