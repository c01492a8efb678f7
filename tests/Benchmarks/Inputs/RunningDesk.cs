using System.Globalization;
using Npgsql;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The built app over simulated exchanges in a process of their own, with as many symbols as asked for.</summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(180);
    private readonly string _home;
    private readonly Child _exchanges;
    private readonly Child _app;
    private readonly Desk _desk;
    private readonly PrivateDatabase _database;

    private RunningDesk(string home, Child exchanges, Child app, string url)
    {
        (_home, _exchanges, _app) = (home, exchanges, app);
        _desk = new Desk(url);
        _database = new PrivateDatabase(home);
    }

    public double AppCpuSeconds => _app.CpuSeconds;

    public double ExchangesCpuSeconds => _exchanges.CpuSeconds;

    public static async Task<RunningDesk> StartAsync(int symbols, CancellationToken cancellationToken)
    {
        // Not a private temporary folder: as root the database runs under another account, which must get in.
        var home = Path.Combine(Path.GetTempPath(), $"strikeboard-bench-{Guid.NewGuid():N}");
        var (exchangePort, url) = (Ports.Free(), $"http://localhost:{Ports.Free()}");
        var keys = home + "-exchanges";
        var exchanges = Child.Start(
            BuiltProgram.Simulator,
            BuiltProgram.Root,
            ["--port", $"{exchangePort}", "--seed", "1", "--keys", keys, .. Listings(symbols)],
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        await Eventually.MustAsync(
            "the simulator's key",
            _ => Task.FromResult(File.Exists(Path.Combine(keys, "kalshi-private-key.pem"))),
            TimeSpan.FromSeconds(30),
            TimeProvider.System,
            cancellationToken
        );
        var settings = Faults
            .Rig.Exchanges.SettingsOf(exchangePort, keys)
            .Concat(Symbols(symbols))
            .Append(new("STRIKEBOARD__Home", home))
            .Append(new("STRIKEBOARD__Urls", url))
            .Append(new("STRIKEBOARD__Admin__Password", Desk.Password))
            .Append(new("STRIKEBOARD__Pipeline__StrikeRows", "80"));
        var app = Child.Start(
            BuiltProgram.App,
            Path.Combine(BuiltProgram.Root, "src", "Web"),
            [],
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
        );
        var desk = new RunningDesk(home, exchanges, app, url);
        try
        {
            await desk.WellAsync(cancellationToken);
            return desk;
        }
        catch (Exception fault)
        {
            await desk.DisposeAsync();
            throw new InvalidOperationException($"the app did not get going: {fault.Message}\n{app.Said}", fault);
        }
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
            while (_app.IsAlive)
                await Task.Delay(Eventually.Step, TimeProvider.System, patience.Token);
        }
        catch (Exception unwilling) when (Eventually.IsAway(unwilling))
        {
            // Then it is ended the hard way.
        }
        _app.Dispose();
        _database.EndWhatIsLeft();
        _exchanges.Dispose();
        _desk.Dispose();
        foreach (var folder in new[] { _home, _home + "-exchanges" })
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WellAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        await Eventually.MustAsync(
            "every symbol in a fresh cycle",
            async ct => Status.Of(await _desk.GetAsync("/status", ct)).HasFreshCycle(since),
            FirstStart,
            TimeProvider.System,
            cancellationToken
        );
    }

    private static IEnumerable<string> Listings(int symbols) =>
        Enumerable
            .Range(0, symbols)
            .SelectMany(i => new[] { "--symbol", $"{Name(i)}:{Name(i)}-USD:{string.Join(',', Series(i))}" });

    private static IEnumerable<KeyValuePair<string, string>> Symbols(int symbols)
    {
        for (var i = 0; i < symbols; i++)
        {
            var key = $"STRIKEBOARD__Symbols__{i}__";
            yield return new(key + "Name", Name(i));
            yield return new(key + "CoinbaseProduct", Name(i) + "-USD");
            for (var series = 0; series < Series(i).Length; series++)
                yield return new($"{key}KalshiSeries__{series}", Series(i)[series]);
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number:000}");

    /// <summary>Two ladders of 41 strikes make the 80.</summary>
    private static string[] Series(int number) => [$"KX{Name(number)}D", $"KX{Name(number)}XD"];
}

/// <param name="Late">From the full second to the start, in milliseconds.</param>
internal sealed record KeptCycle(double Late, double Ms, int MissedBefore, bool Succeeded);
