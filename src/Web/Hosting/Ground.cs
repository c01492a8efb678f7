using Strikeboard.Engine;
using Strikeboard.Engine.Bootstrap;
using Strikeboard.Model;
using Strikeboard.Simulator;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Hosting;

/// <summary>
/// What must stand before the first service: the data folder and its lock, the port, the database, the simulated
/// exchanges. Taken down in the opposite order, after the last service.
/// </summary>
public sealed class Ground : IAsyncDisposable
{
    private readonly StartSettings _settings;
    private readonly ILoggerFactory _loggers;
    private readonly Announcer _said;
    private readonly TimeProvider _time;
    private HomeLock? _lock;
    private ControlToken? _control;
    private Memory? _memory;
    private RunningSimulator? _simulator;

    private Ground(StartSettings settings, Announcer said, TimeProvider time)
    {
        (_settings, _said, _time) = (settings, said, time);
        _loggers = FileLogging.OpenFactory(settings.Home.Logs);
        Installation = Installation.Of(settings.Mode, settings.Symbols);
    }

    public Installation Installation { get; }

    /// <summary>Where to listen; differs from the settings where a port was taken.</summary>
    public IReadOnlyList<string> Urls { get; private set; } = [];

    public ControlToken Control => _control ?? throw new InvalidOperationException("the ground is not prepared");

    public HomeFolder Home => _settings.Home;

    public EngineSettings Engine =>
        EngineComposer.Compose(
            _settings.Mode,
            Node,
            _settings.PublicUrl ?? FirstUrl,
            Installation.Version,
            (_memory ?? throw new InvalidOperationException("the ground is not prepared")).ConnectionString,
            _settings.Symbols,
            Coinbase,
            Kalshi,
            _settings.Pipeline,
            _settings.Recording,
            Home.Recording
        ) with
        {
            Outputs = _settings.Outputs,
            OutputFolder = _settings.Outputs.Folder is { Length: > 0 } chosen ? chosen : Home.Exports,
            Retention = _settings.Retention,
            Trading = _settings.Trading,
            TradingFolder = Home.Trading,
        };

    /// <summary>A port that is still to be found cannot be told.</summary>
    private string FirstUrl => Urls is [var first, ..] && !first.EndsWith(":0", StringComparison.Ordinal) ? first : "";

    private static string Node => $"{Environment.MachineName}/{Environment.ProcessId}";

    private VenueAccess Coinbase
    {
        get
        {
            var asked = _settings.Venues.Coinbase;
            return new VenueAccess
            {
                RestUrl = Address(asked.RestUrl) ?? _simulator?.CoinbaseRestUrl,
                StreamUrl = Address(asked.StreamUrl) ?? _simulator?.CoinbaseStreamUrl,
            };
        }
    }

    private VenueAccess Kalshi
    {
        get
        {
            var asked = _settings.Venues.Kalshi;
            var hasOwnKey = !string.IsNullOrEmpty(asked.KeyId);
            return new VenueAccess
            {
                RestUrl = Address(asked.RestUrl) ?? _simulator?.KalshiRestUrl,
                StreamUrl = Address(asked.StreamUrl) ?? _simulator?.KalshiStreamUrl,
                KeyId = hasOwnKey ? asked.KeyId : _simulator?.KalshiKeyId,
                PrivateKeyPath = hasOwnKey ? asked.PrivateKeyPath : null,
                PrivateKeyPem = hasOwnKey ? null : _simulator?.KalshiPrivateKeyPem,
            };
        }
    }

    public static async Task<(Ground? Ground, StartRefusal? Refusal)> PrepareAsync(
        StartSettings settings,
        Announcer said,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (settings.Home.Create() is { } unusable)
            return (null, new StartRefusal(ExitCodes.InvalidSettings, unusable));
        var ground = new Ground(settings, said, time);
        StartRefusal? refusal = null;
        try
        {
            refusal = ground.TakeHome() ?? ground.ChoosePorts() ?? await ground.StartServersAsync(cancellationToken);
            return refusal is null ? (ground, null) : (null, refusal);
        }
        catch
        {
            refusal = new StartRefusal(ExitCodes.Failed, "The start was broken off.");
            throw;
        }
        finally
        {
            if (refusal is not null)
                await ground.DisposeAsync();
        }
    }

    /// <summary>From here on the command line finds this process.</summary>
    public void TellWhereToFindUs(string url) =>
        _lock?.Tell(
            new RunningNote(Environment.ProcessId, url, _settings.Mode.ToString().ToLowerInvariant(), _time.GetUtcNow())
        );

    public async ValueTask DisposeAsync()
    {
        _control?.Dispose();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        if (_memory is not null)
        {
            await _memory.DisposeAsync();
            if (string.IsNullOrEmpty(_settings.ConnectionString))
                _said.Say("PostgreSQL stopped.");
        }
        _lock?.Dispose();
        _loggers.Dispose();
    }

    private StartRefusal? TakeHome()
    {
        _lock = HomeLock.TryTake(Home.Root);
        if (_lock is not null)
        {
            _control = ControlToken.WriteTo(Home.Root);
            return null;
        }
        var holder = HomeLock.Read(Home.Root);
        return new StartRefusal(
            ExitCodes.RunningAlready,
            holder is null
                ? $"Another Strikeboard is just starting with the data folder '{Home.Root}'."
                : $"Strikeboard is running already with the data folder '{Home.Root}': {holder.Url} (process {holder.ProcessId})."
        );
    }

    private StartRefusal? ChoosePorts()
    {
        if (_settings.HasKestrelEndpoints)
            return null;
        var (urls, notes, refusal) = PortChoice.Choose(_settings.Urls, mayMove: _settings.Mode == Mode.Demo);
        Urls = urls;
        foreach (var note in notes)
            _said.Say(note);
        return refusal;
    }

    /// <summary>Side by side: neither needs the other, and a first start should not take longer than its longest part.</summary>
    private async Task<StartRefusal?> StartServersAsync(CancellationToken cancellationToken)
    {
        var database = StartMemoryAsync(cancellationToken);
        var simulator = _settings.UsesEmbeddedSimulator
            ? StartSimulatorAsync(cancellationToken)
            : Task.FromResult<StartRefusal?>(null);
        await Task.WhenAll(database, simulator);
        string[] faults = [.. (await database)?.Faults ?? [], .. (await simulator)?.Faults ?? []];
        return faults.Length == 0 ? null : new StartRefusal(ExitCodes.Failed, faults);
    }

    private async Task<StartRefusal?> StartMemoryAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var (memory, refusal) = await Memory.StartAsync(
            _settings.ToMemory(Node),
            _time,
            _loggers,
            _said,
            cancellationToken
        );
        _memory = memory;
        if (refusal is not null)
            return new StartRefusal(ExitCodes.Failed, refusal.Message);
        _said.Say($"{memory!.Description} ready in {_time.GetElapsedTime(began).TotalSeconds:0.0} s");
        return null;
    }

    private async Task<StartRefusal?> StartSimulatorAsync(CancellationToken cancellationToken)
    {
        try
        {
            _simulator = await SimulatedExchanges.StartAsync(
                new SimulatorOptions
                {
                    Port = _settings.Simulator.Port,
                    Seed = _settings.Simulator.Seed,
                    CloseOffset = _settings.Simulator.CloseOffset,
                    Symbols =
                    [
                        .. _settings.Symbols.Select(s => new SimulatedSymbol(
                            s.Name.ToUpperInvariant(),
                            s.CoinbaseProduct,
                            s.KalshiSeries
                        )),
                    ],
                    KalshiKeyFolder = Home.Keys,
                    LedgerFile = Path.Combine(Home.ForMode, "simulator-ledger.jsonl"),
                },
                _time,
                _loggers,
                cancellationToken
            );
            _said.Say($"Simulated exchanges on {_simulator.BaseUrl.ToString().TrimEnd('/')}");
            return null;
        }
        catch (IOException exception)
        {
            return new StartRefusal(ExitCodes.Failed, $"Simulator:Port: {exception.Message}");
        }
    }

    private static Uri? Address(string? url) => string.IsNullOrEmpty(url) ? null : new Uri(url);
}
