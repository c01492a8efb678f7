namespace Strikeboard.EndToEnd.Tests;

/// <summary>Moving in from the old system, as its operator does it: the verb, while the new system runs.</summary>
public sealed class ImportTests(SharedApp shared)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_BesideTheRunningApp_IsAuditedThereAndFindsItselfAgain()
    {
        var app = await shared.GetAsync(Stop);
        var folder = Directory.CreateTempSubdirectory("strikeboard-import-");
        var start = TimeProvider.System.GetUtcNow().AddDays(-2).ToUnixTimeSeconds();
        var file = Path.Combine(folder.FullName, "btc_price_history.csv");
        var rows = Enumerable.Range(0, 3600).Select(i => $"{start + i},84000.{i}");
        await File.WriteAllLinesAsync(file, ["timestamp,price", .. rows, "yesterday,84000"], Stop);

        var looked = await RunAsync(app, file, "--dry-run");
        var first = await RunAsync(app, file);
        var second = await RunAsync(app, file);
        folder.Delete(recursive: true);

        Assert.All([looked, first, second], run => Assert.True(run.ExitCode == 0, string.Join('\n', run.Console)));
        Assert.Contains(
            looked.Console,
            line => line.Contains("3600 prices are good, 1 rows refused", StringComparison.Ordinal)
        );
        Assert.Contains(looked.Console, line => line.Contains("line 3602: not a time", StringComparison.Ordinal));
        Assert.Contains(
            first.Console,
            line => line.Contains("3600 prices kept of 3601 rows", StringComparison.Ordinal)
        );
        Assert.Contains(second.Console, line => line.Contains("3600 were there already", StringComparison.Ordinal));
        using var admin = await app.CreateAdminClientAsync(Stop);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await admin.GetAsync("/status", Stop)).StatusCode);
        Assert.Contains(
            "prices.import",
            await admin.GetStringAsync("/api/audit?limit=10", Stop),
            StringComparison.Ordinal
        );
    }

    private static Task<(int ExitCode, IReadOnlyList<string> Console)> RunAsync(
        AppProcess app,
        params string[] arguments
    ) =>
        AppProcess.RunToEndAsync(
            new AppOptions
            {
                Arguments = ["import", .. arguments],
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Home"] = app.Home },
            },
            Stop
        );
}
