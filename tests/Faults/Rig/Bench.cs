using Strikeboard.Faults.Points;

namespace Strikeboard.Faults.Rig;

/// <summary>The app and the simulated exchanges as two processes over one data folder that goes away at the end.</summary>
public sealed class Bench : INode, IAsyncDisposable
{
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(120);
    private readonly string _home;
    private readonly string _url;
    private Child? _app;

    private Bench(string home, Exchanges exchanges, TimeProvider time)
    {
        (_home, Exchanges, Time) = (home, exchanges, time);
        _url = $"http://localhost:{Ports.Free()}";
        Desk = new Desk(_url);
        Database = new PrivateDatabase(home);
        Trap = new Trap(home + "-trap");
    }

    public Exchanges Exchanges { get; }
    public Desk Desk { get; }
    public Uri Url => new(_url);
    public PrivateDatabase Database { get; }
    public TimeProvider Time { get; }

    /// <summary>Where the app is to end by itself.</summary>
    public Trap Trap { get; }

    /// <summary>Whether the next start listens for the trap.</summary>
    public bool SetsTraps { get; set; }
    public Child App => _app ?? throw new InvalidOperationException("the app was not started");

    /// <param name="symbols">So many of its own; 0: the usual ones.</param>
    public static async Task<Bench> StartAsync(
        int seed,
        TimeProvider time,
        CancellationToken cancellationToken,
        int symbols = 0
    )
    {
        // Not a private temporary folder: as root the database runs under another account, which must get in.
        var home = Path.Combine(Path.GetTempPath(), $"strikeboard-faults-{Guid.NewGuid():N}");
        var exchanges = await Exchanges.StartAsync(home + "-exchanges", seed, time, cancellationToken, symbols);
        var bench = new Bench(home, exchanges, time);
        try
        {
            bench.StartApp();
            await bench.AllWellAsync(FirstStart, cancellationToken);
            return bench;
        }
        catch (Exception fault)
        {
            var said = bench._app?.Said;
            await bench.DisposeAsync();
            throw new InvalidOperationException($"the app did not get going: {fault.Message}\n{said}", fault);
        }
    }

    public void StartApp()
    {
        _app?.Dispose();
        var settings = new Dictionary<string, string>(Exchanges.VenueSettings, StringComparer.Ordinal);
        if (SetsTraps)
            (settings[Trap.Variable], settings["DOTNET_STARTUP_HOOKS"]) = (Trap.File, Trap.Hook);
        _app = Launch(_home, _url, settings);
    }

    /// <summary>Started at once; our private database is an outside one to it.</summary>
    public SecondNode CreateSecondNode() =>
        new(
            _home + "-second",
            new Dictionary<string, string>(Exchanges.VenueSettings, StringComparer.Ordinal)
            {
                ["STRIKEBOARD__ConnectionStrings__Strikeboard"] = Database.ConnectionString,
            }
        );

    internal static Child Launch(string home, string url, IReadOnlyDictionary<string, string> settings) =>
        Child.Start(
            BuiltProgram.App,
            Path.Combine(BuiltProgram.Root, "src", "Web"),
            [],
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["STRIKEBOARD__Home"] = home,
                ["STRIKEBOARD__Urls"] = url,
                ["STRIKEBOARD__Admin__Password"] = Desk.Password,
                // App, database and callers share few cores here: a thread that waits by spinning takes what the others need.
                ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
                // Scenarios flood the app on purpose.
                ["STRIKEBOARD__Access__RateLimits"] = "false",
            }
        );

    /// <summary>Waits until every source is live and the last cycle succeeded after this moment.</summary>
    public async Task<double> AllWellAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        var since = Time.GetUtcNow();
        return await Eventually.MustAsync(
            "all sources live and a fresh cycle",
            async ct => Status.Of(await Desk.GetAsync("/status", ct)).IsWellSince(since),
            deadline,
            Time,
            cancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), Time);
        await StopCleanlyAsync(patience.Token);
        _app?.Dispose();
        Database.EndWhatIsLeft();
        Desk.Dispose();
        Exchanges.Dispose();
        Trap.Disarm();
        foreach (var folder in new[] { _home, _home + "-exchanges" })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task StopCleanlyAsync(CancellationToken patience)
    {
        try
        {
            if (_app is not { IsAlive: true })
                return;
            await Desk.CommandAsync("/api/system/control/shutdown", "the bench is put away", patience);
            while (_app.IsAlive)
                await Task.Delay(Eventually.Step, Time, patience);
        }
        catch (Exception unwilling) when (Eventually.IsAway(unwilling))
        {
            // Then it is ended the hard way, which it must bear as well.
        }
    }
}
