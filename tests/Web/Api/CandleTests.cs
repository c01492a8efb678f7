using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Strikeboard.Model;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Api;

public sealed class CandleTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    [Fact]
    public async Task Candles_OfARange_SayWhereEachIsFromAndWhatIsMissing()
    {
        var json = await GetAsync("granularity=60&from=2026-01-05T12:00:30Z&to=2026-01-05T12:09:10Z");

        Assert.Equal("2026-01-05T12:00:00Z", Time(json.GetProperty("from")));
        Assert.Equal("2026-01-05T12:10:00Z", Time(json.GetProperty("to")));
        var items = json.GetProperty("items");
        Assert.Equal("log", items[0].GetProperty("source").GetString());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("volume").ValueKind);
        Assert.Equal(5.5m, items[1].GetProperty("volume").GetDecimal());
        Assert.Equal("2026-01-05T12:02:00Z", Time(json.GetProperty("gaps")[0].GetProperty("from")));
    }

    [Theory]
    [InlineData("granularity=61")]
    [InlineData("granularity=60&from=2026-01-05T12:00:00Z&to=2026-01-07T12:00:00Z")]
    [InlineData("granularity=60&from=yesterday")]
    [InlineData("from=9999-12-31T23:59:59Z")]
    public async Task Candles_BeyondTheBounds_AreAProblemThatNamesTheField(string query)
    {
        using var caller = shared.House.As(Role.Viewer);
        using var answer = await caller.GetAsync($"/api/candles/btc?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("invalid_field", problem.GetProperty("code").GetString());
    }

    private async Task<JsonElement> GetAsync(string query)
    {
        using var caller = shared.House.As(Role.Viewer);
        return await caller.GetFromJsonAsync<JsonElement>(
            $"/api/candles/btc?{query}",
            TestContext.Current.CancellationToken
        );
    }

    private static string Time(JsonElement at) =>
        at.GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
