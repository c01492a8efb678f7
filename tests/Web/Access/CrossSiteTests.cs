using System.Net;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed class CrossSiteTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    public async Task Post_WithACookie_MustComeFromOurOwnPage(string? site, HttpStatusCode expected)
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = await house.SignedInAsync(Role.Operator, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stop");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, !house.Desk.Asked.IsEmpty);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Socket_FromAForeignPage_IsRefused(string? origin, HttpStatusCode expected)
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = await house.SignedInAsync(Role.Viewer, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/live/negotiate?negotiateVersion=1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(expected, answer.StatusCode);
    }
}
