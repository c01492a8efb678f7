using System.Net;
using System.Text.Json;
using Strikeboard.Faults.Rig;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>A third symbol is configuration, not code: three settings, and everything that BTC has is there for it.</summary>
public sealed class ThirdSymbolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configured_BySettingsAlone_IsPricedTabledExportedAndKept()
    {
        await using var app = await AppProcess.StartAsync(
            new AppOptions
            {
                Settings = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Symbols:2:Name"] = "SOL",
                    ["Symbols:2:CoinbaseProduct"] = "SOL-USD",
                    ["Symbols:2:KalshiSeries:0"] = "KXSOLD",
                },
            },
            Stop
        );
        using var admin = await app.CreateAdminClientAsync(Stop);

        var price = await AnsweredAsync(admin, "/api/prices/sol", _ => true);
        var table = await AnsweredAsync(
            admin,
            "/api/strikes/sol",
            body => body.GetProperty("rows").GetArrayLength() > 0
        );
        await AnsweredAsync(admin, "/api/watchlist/sol", _ => true);
        var outputs = await AnsweredAsync(admin, "/api/outputs", body => Written(body) > 0);

        Assert.InRange(price.GetProperty("price").GetDecimal(), 10m, 1000m);
        Assert.StartsWith(
            "KXSOLD-",
            table.GetProperty("rows")[0].GetProperty("ticker").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("SOL", Export(app, "strike_tables/sol_strike_table.json").GetProperty("symbol").GetString());
        Assert.Equal(3, Export(app, "kalshi/latest_market_snapshot.json").GetProperty("symbols").GetArrayLength());
        Assert.InRange(
            Export(app, "live_probabilities/sol_live_probabilities.json").GetProperty("probabilities").GetArrayLength(),
            41,
            41
        );
        Assert.True(Export(app, "strike_tables/sol_watchlist.json").TryGetProperty("rows", out _));
        Assert.True(outputs.GetProperty("formats").GetArrayLength() >= 2);
        Assert.True(await KeptAsync(app, "SOL") > DateTimeOffset.UnixEpoch);
    }

    private static long Written(JsonElement outputs) =>
        outputs.GetProperty("formats").EnumerateArray().Sum(format => format.GetProperty("writes").GetInt64());

    private static JsonElement Export(AppProcess app, string path) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(app.Home, "demo", "exports", path))).RootElement;

    private static async Task<JsonElement> AnsweredAsync(HttpClient client, string path, Func<JsonElement, bool> wanted)
    {
        JsonElement body = default;
        await Eventually.MustAsync(
            path,
            async ct =>
            {
                using var answer = await client.GetAsync(path, ct);
                if (answer.StatusCode != HttpStatusCode.OK)
                    return false;
                body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement;
                return wanted(body);
            },
            Patience,
            TimeProvider.System,
            Stop
        );
        return body;
    }

    /// <summary>The log has no place for a symbol without partitions of its own: a kept row proves that they were made.</summary>
    private static async Task<DateTimeOffset> KeptAsync(AppProcess app, string symbol)
    {
        var database = new PrivateDatabase(app.Home);
        DateTimeOffset? newest = null;
        await Eventually.MustAsync(
            $"a kept price of {symbol}",
            async ct => (newest = await database.NewestPriceAsync(symbol, ct)) is not null,
            Patience,
            TimeProvider.System,
            Stop
        );
        return newest!.Value;
    }
}
