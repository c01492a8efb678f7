using System.Net;
using System.Net.Sockets;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>What somebody meets who starts the app: for the first time, again, and wrongly.</summary>
public sealed class FirstRunTests(SharedApp shared)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondStart_OnTheSameFolder_FindsTheSameInstallation()
    {
        await using var app = await AppProcess.StartAsync(Stop);
        using (var admin = await app.CreateAdminClientAsync(Stop))
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/users", Stop)).StatusCode);

        await app.StopAsync(Stop);
        Assert.Null(app.PostgresProcessId);
        await app.StartAgainAsync(Stop);

        using var again = await app.CreateAdminClientAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/status", Stop)).StatusCode);
        Assert.DoesNotContain(app.Console, line => line.Contains("Preparing the database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithItsPortTaken_TakesTheNextAndSaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var app = await AppProcess.StartAsync(new AppOptions { Urls = $"http://127.0.0.1:{port}" }, Stop);

        Assert.True(new Uri(app.Url).Port > port);
        Assert.Single(app.Console, line => line.Contains($"Port {port} is taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithWrongSettings_ListsEveryFaultAndEndsWithTwo()
    {
        var (code, console) = await AppProcess.RunToEndAsync(
            new AppOptions
            {
                Urls = "http://0.0.0.0:8010",
                AdminPassword = "short",
                Settings = new Dictionary<string, string>
                {
                    ["Mode"] = "play",
                    ["Pipeline:StrikeRows"] = "1",
                    ["Colour"] = "green",
                },
            },
            Stop
        );

        Assert.Equal(2, code);
        Assert.All(
            ["Urls", "Admin:Password", "Mode", "Pipeline:StrikeRows", "Colour"],
            key => Assert.Contains(console, line => line.StartsWith($"  - {key}: ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Door_WithoutSigningIn_OpensOnlyTheProbes()
    {
        var app = await shared.GetAsync(Stop);
        using var nobody = app.CreateAnonymousClient();

        Assert.Equal(HttpStatusCode.OK, await Asked("/health"));
        Assert.Equal(HttpStatusCode.OK, await Asked("/livez"));
        Assert.Equal(HttpStatusCode.OK, await Asked("/readyz"));
        foreach (var address in Closed)
            Assert.True(
                HttpStatusCode.Unauthorized == await Asked(address),
                $"{address} answers {await Asked(address)}"
            );

        async Task<HttpStatusCode> Asked(string address)
        {
            using var answer = await nobody.GetAsync(address, Stop);
            return answer.StatusCode;
        }
    }

    private static readonly string[] Closed =
    [
        "/status",
        "/performance",
        "/api/system/status",
        "/api/prices/BTC",
        "/api/strikes/BTC",
        "/api/watchlist/BTC",
        "/api/events",
        "/api/jobs",
        "/api/audit",
        "/api/users",
        "/openapi/v1.json",
        "/hubs/live",
        "/ws",
    ];
}
