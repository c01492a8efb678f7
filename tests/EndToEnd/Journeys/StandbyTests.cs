using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Npgsql;
using Strikeboard.EndToEnd.Tests.Browsing;
using Strikeboard.Faults.Rig;
using Strikeboard.Testing;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>Two nodes on one outside database, listening to exchanges that outlive both.</summary>
public sealed class StandbyTests(PostgresFixture postgres, BrowserFixture browser) : Journey(browser)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task SecondNode_StandsByWhileTheFirstLeads_AndTakesOverAfterItsKill()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        using var exchanges = await ExchangesAsync();
        var first = await StartNodeAsync(database, exchanges);
        var before = Epoch(await UntilAsync(first, IsBeating, "the first node beats"));
        var second = await StartNodeAsync(database, exchanges);
        await UntilAsync(second, status => Leader(status).Length > 0, "the second node knows its leader");

        await AssertStandsByAsync(second, first);
        var visit = await OpenAsync(second);
        await visit.Page.GotoAsync("/strikes/btc");
        await Assertions
            .Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Standing by" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = first.Url })).ToBeVisibleAsync();
        Assert.DoesNotContain((await visit.Page.RunAxe()).Violations, v => v.Impact is "serious" or "critical");
        // The page itself came with 503.
        visit.ExpectComplaints();

        first.Kill();

        // The page that waited opens the board by itself, at the address that was asked for.
        await visit.Page.WaitUntilAliveAsync();
        Assert.EndsWith("/strikes/btc", new Uri(visit.Page.Url).AbsolutePath, StringComparison.Ordinal);
        var status = await UntilAsync(second, IsBeating, "the second node beats");
        Assert.True(Epoch(status) > before);

        await first.StartAgainAsync(Stop);
        await UntilAsync(first, again => Leader(again) == Leader(status), "the first node stands by");
        await AssertNothingCountedTwiceAsync(database);
    }

    private static long Epoch(JsonElement status) => status.GetProperty("leader").GetProperty("epoch").GetInt64();

    private static async Task AssertStandsByAsync(AppProcess standby, AppProcess leader)
    {
        using var client = await standby.CreateAdminClientAsync(Stop);
        using var live = await client.GetAsync("/livez", Stop);
        using var health = await client.GetAsync("/health", Stop);
        using var ready = await client.GetAsync("/readyz", Stop);
        using var prices = await client.GetAsync("/api/prices/btc", Stop);
        using var start = await client.PostAsJsonAsync("/api/system/control/stop", new { }, Stop);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable),
            (live.StatusCode, health.StatusCode, ready.StatusCode)
        );
        foreach (var refused in new[] { prices, start })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
            Assert.Equal("standby", problem.GetProperty("code").GetString());
            Assert.Equal(leader.Url, problem.GetProperty("facts").GetProperty("url").GetString());
        }
    }

    private static async Task AssertNothingCountedTwiceAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT (SELECT count(*) - count(DISTINCT due_at) FROM system.cycles),
                   (SELECT count(*) - count(DISTINCT (symbol, second)) FROM live_data.price_log),
                   (SELECT count(*) FROM (SELECT epoch < lag(epoch) OVER (ORDER BY id) AS back FROM system.cycles) c WHERE back)
            """
        );
        await using var reader = await command.ExecuteReaderAsync(Stop);
        Assert.True(await reader.ReadAsync(Stop));
        Assert.Equal((0, 0, 0), (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
    }

    private async Task<AppProcess> StartNodeAsync(TestDatabase database, Exchanges exchanges)
    {
        var settings = exchanges.VenueSettings.ToDictionary(
            pair => pair.Key.Replace("STRIKEBOARD__", "", StringComparison.Ordinal),
            pair => pair.Value,
            StringComparer.Ordinal
        );
        settings["ConnectionStrings:Strikeboard"] = database.ConnectionString;
        return await StartOwnAsync(new AppOptions { Urls = $"http://127.0.0.1:{Ports.Free()}", Settings = settings });
    }

    private static Task<Exchanges> ExchangesAsync() =>
        Exchanges.StartAsync(
            Path.Combine(Path.GetTempPath(), $"strikeboard-e2e-{Guid.NewGuid():N}"),
            7,
            TimeProvider.System,
            Stop
        );

    private static string Leader(JsonElement status) => status.GetProperty("leader").GetProperty("node").GetString()!;

    private static bool IsBeating(JsonElement status) =>
        status.GetProperty("leader").GetProperty("isMe").GetBoolean()
        && status.GetProperty("lastCycle") is { ValueKind: JsonValueKind.Object } cycle
        && cycle.GetProperty("outcome").GetString() == "succeeded";

    private static async Task<JsonElement> UntilAsync(AppProcess app, Func<JsonElement, bool> isSo, string what)
    {
        using var client = await app.CreateAdminClientAsync(Stop);
        JsonElement last = default;
        await Eventually.MustAsync(
            what,
            async ct => isSo(last = await client.GetFromJsonAsync<JsonElement>("/status", ct)),
            Patience,
            TimeProvider.System,
            Stop
        );
        return last;
    }
}
