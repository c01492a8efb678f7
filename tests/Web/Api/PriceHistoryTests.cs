using Strikeboard.Model;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Api;

public sealed class PriceHistoryTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    [Fact]
    public async Task Csv_HasALineForEachPoint_AndAnEmptyPriceInTheGap()
    {
        using var caller = shared.House.As(Role.Viewer);

        var text = await caller.GetStringAsync(
            "/api/prices/btc/history?from=2026-01-05T12:00:00Z&to=2026-01-05T12:10:00Z&format=csv",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            """
            at_utc,price,kind,estimated,source
            2026-01-05T12:00:00.000Z,100.5,observed,false,coinbase
            2026-01-05T12:00:01.000Z,,,false,
            2026-01-05T12:01:00.000Z,101,warmStart,true,candles

            """.ReplaceLineEndings("\r\n"),
            text
        );
    }
}
