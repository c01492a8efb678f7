using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>An order from the wire to the screens and out again, and the switch that ends it all.</summary>
public sealed class DeskJourneys(BrowserFixture browser) : Journey(browser)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Order_ByRest_IsSeenInPositions_ClosedThere_AndSeenInTrades_AndAKillRefusesTheNext()
    {
        var app = await StartOwnAsync(
            new AppOptions
            {
                Settings = new Dictionary<string, string>
                {
                    ["Simulator:CloseOffset"] = FarFromAnyClose().ToString("c", CultureInfo.InvariantCulture),
                },
            }
        );
        using var admin = await app.CreateAdminClientAsync(Stop);
        // The bot would be in the way: what is held here is the journey's own.
        using (var off = await admin.PutAsJsonAsync("/api/bots/auto_entry", new { on = false }, Stop))
            Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        var instrument = await BuyAsync(admin);

        var page = await GoAsync(app, "/positions");
        var row = page.Locator("tbody tr").Filter(new() { HasText = instrument });
        await Expect(row).ToContainTextAsync("open", Patient);
        await row.GetByRole(AriaRole.Button, new() { Name = $"Close {instrument}" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Estimated proceeds");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sell 2" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = 60_000 });

        await page.GotoAsync("/trades");
        await page.WaitUntilAliveAsync();
        var trade = page.Locator("tbody tr").Filter(new() { HasText = instrument });
        await Expect(trade.Last).ToContainTextAsync("by hand", Patient);
        await KillAsync(page);
        await RefusedAsync(admin);
    }

    /// <summary>An offset by which events have only just opened.</summary>
    private static TimeSpan FarFromAnyClose()
    {
        var now = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);
        return new TimeSpan(0, now.Minute, now.Second);
    }

    /// <summary>Two clicks from any page.</summary>
    private static async Task KillAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Emergency" }).ClickAsync();
        await page.Locator("[data-verb='desk.kill']").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Killed", Patient);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close this panel" }).ClickAsync();
        await Expect(page.Locator("#desk-state")).ToContainTextAsync("Killed", Patient);
    }

    private static async Task RefusedAsync(HttpClient admin)
    {
        using var probe = await admin.GetAsync("/tradez", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, probe.StatusCode);
        Assert.Equal("killed", (await JsonAsync(probe)).GetProperty("gate").GetString());
        var (ticker, price) = await OfferedAsync(admin);
        using var refused = await OrderAsync(admin, ticker, price);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.StartsWith(
            "risk.",
            (await JsonAsync(refused)).GetProperty("code").GetString(),
            StringComparison.Ordinal
        );
    }

    /// <summary>A position of two, whichever contract the venue fills: what is offered moves on while it is asked for.</summary>
    private static async Task<string> BuyAsync(HttpClient admin)
    {
        while (true)
        {
            var (ticker, price) = await OfferedAsync(admin);
            using var answer = await OrderAsync(admin, ticker, price);
            if (answer.IsSuccessStatusCode && await IsHeldAsync(admin, ticker))
                return ticker;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Stop);
        }
    }

    private static async Task<bool> IsHeldAsync(HttpClient admin, string ticker)
    {
        while (true)
        {
            var positions = await admin.GetFromJsonAsync<JsonElement>("/api/positions", Stop);
            var mine = positions
                .GetProperty("items")
                .EnumerateArray()
                .Where(held => held.GetProperty("instrument").GetString() == ticker)
                .ToList();
            if (mine is [])
                return false;
            if (mine[0].GetProperty("quantity").GetDecimal() == 2)
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }
    }

    private static Task<HttpResponseMessage> OrderAsync(HttpClient admin, string ticker, decimal price) =>
        admin.PostAsJsonAsync(
            "/api/orders",
            new
            {
                instrument = ticker,
                side = "yes",
                quantity = 2,
                limitPrice = price,
            },
            Stop
        );

    /// <summary>A contract in the middle of the book, with two cents above what is asked for it.</summary>
    private static async Task<(string Ticker, decimal Price)> OfferedAsync(HttpClient admin)
    {
        while (true)
        {
            using var answer = await admin.GetAsync("/api/strikes/btc", Stop);
            if (answer.IsSuccessStatusCode)
            {
                foreach (var row in (await JsonAsync(answer)).GetProperty("rows").EnumerateArray())
                {
                    if (
                        row.GetProperty("yesAsk") is { ValueKind: JsonValueKind.Number } ask
                        && ask.GetDecimal() is > 25 and < 75
                    )
                        return (row.GetProperty("ticker").GetString()!, (ask.GetDecimal() + 2) / 100);
                }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
}
