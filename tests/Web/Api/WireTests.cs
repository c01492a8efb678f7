using System.Net;
using System.Text;
using System.Text.Json;
using Strikeboard.Model;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Api;

/// <summary>The promised shapes and refusals, over real sockets.</summary>
public sealed class WireTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "/api/prices/BTC",
        "symbol price time ageMs source quality oneMinuteAverage deltas.1m deltas.2m deltas.3m deltas.4m deltas.15m deltas.30m momentum sigmaAnnual basis"
    )]
    [InlineData(
        "/api/prices/btc/history",
        "symbol from to resolutionSeconds gapOverSeconds points.0.at points.0.price points.0.kind points.0.estimated points.0.source"
    )]
    [InlineData(
        "/api/strikes/btc",
        "symbol cycleId asOf ageMs quality event.ticker event.closeTime event.ttcSeconds event.phase spot sigmaAnnual rows.0.ticker rows.0.strikeType rows.0.floorStrike rows.0.capStrike rows.0.quoteAgeMs rows.0.openInterest rows.0.strike rows.0.yesBid rows.0.yesAsk rows.0.noBid rows.0.noAsk rows.0.spread rows.0.pYes rows.0.bufferUsd rows.0.bufferPct rows.0.bufferSigma rows.0.activeSide rows.0.activeProb rows.0.yesDiff rows.0.noDiff rows.0.yesFee rows.0.noFee rows.0.yesEdge rows.0.noEdge rows.0.yesKelly rows.0.noKelly rows.0.activeEdge rows.0.activeAsk rows.0.volume"
    )]
    [InlineData(
        "/api/watchlist/BTC?series=KXBTCD",
        "symbol cycleId asOf ageMs quality rows.0.rank rows.0.ticker nearMisses.0.ticker nearMisses.0.failed nearMisses.0.by.min_volume"
    )]
    [InlineData(
        "/api/markets/BTC",
        "symbol asOf ageMs quality series.0.series series.0.event.ticker series.0.markets.0.yesBid"
    )]
    [InlineData("/api/probabilities/BTC", "symbol cycleId ageMs quality tables.0.series tables.0.markets.0.pYes")]
    [InlineData(
        "/health",
        "status score cappedScore band consecutiveFailures mode version checks.0.name checks.0.status checks.0.latencyMs checks.0.reason"
    )]
    [InlineData(
        "/status",
        "state desired generation since pausedUntil cycle lastCycle.id lastCycle.startedAt lastCycle.ms lastCycle.outcome lastCycle.steps.0.name lastCycle.steps.0.outcome lastCycle.steps.0.ms lastCycle.steps.0.error sources leader.node leader.epoch leader.isMe"
    )]
    [InlineData(
        "/performance",
        "state totalCycles successfulCycles successRate missedTicks consecutiveFailures windows.1m.cycles windows.1m.successRate windows.1m.missedTicks windows.1m.cycleMs.mean windows.1m.cycleMs.p50 windows.1m.cycleMs.p95 windows.1m.cycleMs.p99 steps.0.name steps.0.ms.p50 steps.0.failures steps.0.lastError"
    )]
    [InlineData(
        "/api/cycles",
        "items.0.id items.0.outcome items.0.ms items.0.steps.0.name items.0.hasContent total next"
    )]
    [InlineData(
        "/api/cycles/1",
        "cycle.id previous next budgets.0.name budgets.0.budgetMs symbols.0.symbol symbols.0.steps.0.outcome symbols.0.priceInput.quality symbols.0.marketInput.series symbols.0.strikes symbols.0.watchlist"
    )]
    [InlineData("/api/system/status", "state uptimeSeconds activeWorkflows metrics clients eventCount")]
    [InlineData("/api/events", "items total next")]
    [InlineData("/api/jobs", "items.0.id total next")]
    [InlineData("/openapi/v1.json", "openapi paths./status.get")]
    public async Task Get_PromisedCall_HasThePromisedFields(string path, string fields)
    {
        var house = shared.House;
        using var caller = house.As(Role.Viewer);

        using var document = JsonDocument.Parse(await caller.GetStringAsync(path, Cancel));

        var missing = fields.Split(' ').Where(field => !Has(document.RootElement, field)).ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    [Theory]
    [InlineData("/api/cycles/77", 404, "unknown_cycle")]
    [InlineData("/api/cycles/last", 400, "invalid_field")]
    [InlineData("/api/cycles?outcome=2", 400, "invalid_field")]
    [InlineData("/api/cycles?step=lunch", 400, "invalid_field")]
    [InlineData("/api/cycles?slowerThan=-1", 400, "invalid_field")]
    [InlineData("/api/prices/DOGE", 404, "unknown_symbol")]
    [InlineData("/api/prices/DOGE/history", 404, "unknown_symbol")]
    [InlineData("/api/prices/BTC/history?resolution=0", 400, "invalid_field")]
    [InlineData(
        "/api/prices/BTC/history?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&resolution=1",
        400,
        "invalid_field"
    )]
    [InlineData("/api/prices/BTC/history?from=2025-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 400, "invalid_field")]
    [InlineData("/api/prices/BTC/history?to=yesterday", 400, "invalid_field")]
    [InlineData("/api/prices/BTC/history?to=0001-01-01T00:00:00Z", 400, "invalid_field")]
    [InlineData("/api/prices/B-T-C", 400, "invalid_field")]
    [InlineData("/api/strikes/BTC?series=NOPE", 404, "unknown_series")]
    [InlineData("/api/strikes/BTC?series=KXBTC", 503, "not_ready")]
    [InlineData("/api/events?limit=0", 400, "invalid_field")]
    [InlineData("/api/events?from=soon", 400, "invalid_field")]
    [InlineData("/api/events?severity=loud", 400, "invalid_field")]
    [InlineData("/api/events?severity=1", 400, "invalid_field")]
    [InlineData("/api/events?text=%00", 400, "invalid_field")]
    [InlineData("/api/nothing", 404, "no_such_call")]
    public async Task Get_Wrong_IsAProblemWithACode(string path, int status, string code)
    {
        var house = shared.House;
        using var caller = house.As(Role.Viewer);

        using var answer = await caller.GetAsync(path, Cancel);

        await AssertProblemAsync(answer, status, code);
    }

    [Theory]
    [InlineData("/api/system/control/maintenance", null, 409, "no_desk")]
    [InlineData("/api/system/control/dance", null, 404, "unknown_verb")]
    [InlineData("/start", """{"reason":"x","role":"admin"}""", 400, "invalid_json")]
    [InlineData("/start", """{"reason":"x","reason":"y"}""", 400, "invalid_json")]
    [InlineData("/start", """{"reason":5}""", 400, "invalid_json")]
    [InlineData("/start", """{"Reason":"x"}""", 400, "invalid_json")]
    [InlineData("/start", "{", 400, "invalid_json")]
    [InlineData("/api/users", """{"userName":"eve","role":"0","password":"a long enough one"}""", 400, "invalid_json")]
    [InlineData("/api/users", """{"userName":"eve"}""", 400, "invalid_json")]
    public async Task Post_Wrong_IsAProblemAndNothingIsAsked(string path, string? body, int status, string code)
    {
        var house = shared.House;
        using var caller = house.As(Role.Administrator);
        var asked = house.Desk.Asked.Count;

        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await caller.PostAsync(path, content, Cancel);

        await AssertProblemAsync(answer, status, code);
        Assert.Equal(asked, house.Desk.Asked.Count);
    }

    [Theory]
    [InlineData("klingon", 415)]
    [InlineData("utf-16", 415)]
    [InlineData("", 415)]
    [InlineData("utf-8; charset=klingon", 415)]
    [InlineData("\"UTF-8\"", 200)]
    public async Task Post_InAnAlphabet_IsReadAsUtf8OrRefused(string charset, int status)
    {
        var house = shared.House;
        using var caller = house.As(Role.Operator);
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var answer = await caller.PostAsync("/start", content, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 415)
            await AssertProblemAsync(answer, 415, "not_json");
    }

    [Fact]
    public async Task Post_NotJson_IsAProblem()
    {
        var house = shared.House;
        using var caller = house.As(Role.Operator);

        using var content = new StringContent("""{"reason":"x"}""", Encoding.UTF8, "text/plain");
        using var answer = await caller.PostAsync("/start", content, Cancel);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Post_Change_CarriesActorReasonAndKeyToTheDesk()
    {
        var house = shared.House;
        using var caller = house.As(Role.Operator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stop")
        {
            Content = new StringContent("""{"reason":"lunch"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "abc-1");

        using var answer = await caller.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var asked = house.Desk.Asked.Last();
        Assert.IsType<StopPipeline>(asked.Command);
        Assert.Equal(("lunch", "abc-1"), (asked.Context.Reason, asked.Context.IdempotencyKey));
        Assert.Equal(
            (house.People[Role.Operator].UserId, "api"),
            (asked.Context.Actor.UserId, asked.Context.Actor.Via)
        );
    }

    [Fact]
    public async Task Health_Error_Is503AndDegradedIs200()
    {
        var house = shared.House;
        using var stranger = house.Stranger();

        var before = house.Health.Current;
        house.Health.Current = before with { Status = "degraded" };
        using var degraded = await stranger.GetAsync("/health", Cancel);
        house.Health.Current = before with { Status = "error" };
        using var error = await stranger.GetAsync("/health", Cancel);
        house.Health.Current = before;

        Assert.Equal(HttpStatusCode.OK, degraded.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.StatusCode);
    }

    [Fact]
    public async Task List_AsCsv_NeutralisesFormulas()
    {
        var house = shared.House;
        house.Events.Record(Severity.Info, "test", "x", "=HYPERLINK(\"http://evil\")");
        using var caller = house.As(Role.Viewer);

        using var answer = await caller.GetAsync("/api/events?format=csv", Cancel);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"'=HYPERLINK(", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/sign-in")]
    [InlineData("/api/nothing")]
    [InlineData("/css/access.css")]
    public async Task Answer_Always_CarriesTheSecurityHeaders(string path)
    {
        var house = shared.House;
        using var stranger = house.Stranger();

        using var answer = await stranger.GetAsync(path, Cancel);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        if (!path.StartsWith("/css", StringComparison.Ordinal))
            Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.True(problem.RootElement.TryGetProperty("facts", out _), text);
    }

    private static bool Has(JsonElement element, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index))
            {
                if (index >= element.GetArrayLength())
                    return false;
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return false;
        }
        return true;
    }
}
