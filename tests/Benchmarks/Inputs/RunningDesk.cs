using Npgsql;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>How the app is run.</summary>
/// <param name="Symbols">Of 80 strikes each; 0 is what the app lists by itself.</param>
/// <param name="Core">The one core that app, database and exchanges share; null is all cores.</param>
internal sealed record DeskPlan(int Symbols = 0, int? Core = null);

/// <summary>The built app over simulated exchanges in a process of their own, with as many symbols as asked for.</summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly string _home;
    private readonly DeskPlan _plan;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Child _exchanges;
    private readonly Desk _desk;
    private readonly PrivateDatabase _database;

    private RunningDesk(
        string home,
        DeskPlan plan,
        Child exchanges,
        string url,
        IReadOnlyDictionary<string, string> settings
    )
    {
        (_home, _plan, _exchanges, _settings, Site) = (home, plan, exchanges, settings, new Uri(url));
        _desk = new Desk(url);
        _database = new PrivateDatabase(home);
        App = Launch();
    }

    public Uri Site { get; }

    public Child App { get; private set; }

    public static async Task<RunningDesk> StartAsync(DeskPlan plan, CancellationToken cancellationToken)
    {
        // Not a private temporary folder: as root the database runs under another account, which must get in.
        var home = Path.Combine(Path.GetTempPath(), $"strikeboard-bench-{Guid.NewGuid():N}");
        var (exchangePort, url) = (Ports.Free(), $"http://localhost:{Ports.Free()}/");
        var keys = home + "-exchanges";
        var exchanges = Child.Start(
            BuiltProgram.Simulator,
            BuiltProgram.Root,
            ["--port", $"{exchangePort}", "--seed", "1", "--keys", keys, .. Listings.Arguments(plan.Symbols)],
            new Dictionary<string, string>(StringComparer.Ordinal),
            plan.Core
        );
        RunningDesk? desk = null;
        try
        {
            await Eventually.MustAsync(
                "the simulator's key",
                _ => Task.FromResult(File.Exists(Path.Combine(keys, "kalshi-private-key.pem"))),
                TimeSpan.FromSeconds(30),
                TimeProvider.System,
                cancellationToken
            );
            desk = new RunningDesk(home, plan, exchanges, url, Settings(plan, home, url, exchangePort, keys));
            await desk.WellAsync(FirstStart, cancellationToken);
            return desk;
        }
        catch (Exception fault)
        {
            var said = desk?.App.Said;
            await (desk?.DisposeAsync() ?? Forget(exchanges, keys));
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new InvalidOperationException($"the app did not get going: {fault.Message}\n{said}", fault);
        }
    }

    /// <summary>What there is before there is a desk.</summary>
    private static ValueTask Forget(Child exchanges, string keys)
    {
        exchanges.Dispose();
        if (Directory.Exists(keys))
            Directory.Delete(keys, recursive: true);
        return default;
    }

    private static Dictionary<string, string> Settings(
        DeskPlan plan,
        string home,
        string url,
        int exchangePort,
        string keys
    )
    {
        var settings = Faults
            .Rig.Exchanges.SettingsOf(exchangePort, keys)
            .Concat(Listings.Settings(plan.Symbols))
            .Append(new("STRIKEBOARD__Home", home))
            .Append(new("STRIKEBOARD__Urls", url))
            .Append(new("STRIKEBOARD__Admin__Password", Desk.Password))
            // One user stands for a crowd.
            .Append(new("STRIKEBOARD__Access__CircuitsPerUser", "1000"))
            .Append(new("STRIKEBOARD__Access__RateLimits", "false"))
            .Append(new("STRIKEBOARD__Pipeline__StrikeRows", "80"));
        return new Dictionary<string, string>(settings, StringComparer.Ordinal);
    }

    /// <summary>Ends it without a word and starts it again; seconds until a cycle that began after the start is told.</summary>
    public async Task<double> KillAndRestartAsync(CancellationToken cancellationToken)
    {
        App.Dispose();
        var begun = TimeProvider.System.GetTimestamp();
        App = Launch();
        await WellAsync(Restart, cancellationToken);
        return TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Every cycle that was due after the given moment.</summary>
    public async Task<IReadOnlyList<KeptCycle>> CyclesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT due_at, started_at, ms, missed_before, outcome FROM system.cycles WHERE due_at >= $1 ORDER BY id",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var cycles = new List<KeptCycle>();
        while (await reader.ReadAsync(cancellationToken))
            cycles.Add(
                new KeptCycle(
                    (reader.GetDateTime(1) - reader.GetDateTime(0)).TotalMilliseconds,
                    reader.GetDouble(2),
                    reader.GetInt32(3),
                    reader.GetString(4) == "Succeeded"
                )
            );
        return cycles;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
            await _desk.CommandAsync("/api/system/control/shutdown", "measured", patience.Token);
            while (App.IsAlive)
                await Task.Delay(Eventually.Step, TimeProvider.System, patience.Token);
        }
        catch (Exception unwilling) when (Eventually.IsAway(unwilling))
        {
            // Then it is ended the hard way.
        }
        App.Dispose();
        _database.EndWhatIsLeft();
        _exchanges.Dispose();
        _desk.Dispose();
        foreach (var folder in new[] { _home, _home + "-exchanges" })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private Child Launch() =>
        Child.Start(BuiltProgram.App, Path.Combine(BuiltProgram.Root, "src", "Web"), [], _settings, _plan.Core);

    private async Task WellAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(deadline);
        while (!await HasFreshCycleAsync(since, patience.Token))
            await Task.Delay(Step, TimeProvider.System, patience.Token);
    }

    private async Task<bool> HasFreshCycleAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            return Status.Of(await _desk.GetAsync("/status", cancellationToken)).HasFreshCycle(since);
        }
        catch (Exception away) when (Eventually.IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <param name="Late">From the full second to the start, in milliseconds.</param>
internal sealed record KeptCycle(double Late, double Ms, int MissedBefore, bool Succeeded);
