using System.Globalization;
using System.Net.Http.Json;
using Strikeboard.Faults.Trading;

namespace Strikeboard.Faults.Rig;

/// <summary>The simulated exchanges in their own process, so that they outlive the app, and the strings above their stage.</summary>
public sealed class Exchanges : IDisposable
{
    private readonly Child _child;
    private readonly string _keys;
    private readonly int _symbols;
    private readonly HttpClient _http;
    private readonly VenueLedger _ledger = new();

    private Exchanges(Child child, string keys, int port, int symbols)
    {
        (_child, _keys, Port, _symbols) = (child, keys, port, symbols);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(5),
        };
    }

    public int Port { get; }

    public double CpuSeconds => _child.CpuSeconds;

    /// <summary>How the app finds them: as configured venues, like any others.</summary>
    public IReadOnlyDictionary<string, string> VenueSettings =>
        SettingsOf(Port, _keys).Concat(Listings.Settings(_symbols)).ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> SettingsOf(int port, string keys) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["STRIKEBOARD__Simulator__Embedded"] = "false",
            ["STRIKEBOARD__Venues__Coinbase__RestUrl"] = $"http://127.0.0.1:{port}/coinbase",
            ["STRIKEBOARD__Venues__Coinbase__StreamUrl"] = $"ws://127.0.0.1:{port}/coinbase/ws",
            ["STRIKEBOARD__Venues__Kalshi__RestUrl"] = $"http://127.0.0.1:{port}/kalshi/trade-api/v2",
            ["STRIKEBOARD__Venues__Kalshi__StreamUrl"] = $"ws://127.0.0.1:{port}/kalshi/trade-api/ws/v2",
            ["STRIKEBOARD__Venues__Kalshi__KeyId"] = File.ReadAllText(Path.Combine(keys, "kalshi-key-id")).Trim(),
            ["STRIKEBOARD__Venues__Kalshi__PrivateKeyPath"] = Path.Combine(keys, "kalshi-private-key.pem"),
        };

    public static async Task<Exchanges> StartAsync(
        string folder,
        int seed,
        TimeProvider time,
        CancellationToken cancellationToken,
        int symbols = 0
    )
    {
        var port = Ports.Free();
        string[] arguments =
        [
            "--port",
            port.ToString(CultureInfo.InvariantCulture),
            "--seed",
            seed.ToString(CultureInfo.InvariantCulture),
            "--keys",
            folder,
            .. Listings.Arguments(symbols),
        ];
        var child = Child.Start(
            BuiltProgram.Simulator,
            BuiltProgram.Root,
            arguments,
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        var exchanges = new Exchanges(child, folder, port, symbols);
        try
        {
            await Eventually.MustAsync(
                "the simulator answers",
                exchanges.AnswersAsync,
                TimeSpan.FromSeconds(30),
                time,
                cancellationToken
            );
        }
        catch
        {
            exchanges.Dispose();
            throw;
        }
        return exchanges;
    }

    public async Task RaiseAsync(string venue, string kind, int seconds, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            "/sim/faults",
            new
            {
                venue,
                kind,
                seconds,
            },
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>All that was written so far; only what is new is fetched.</summary>
    public async Task<VenueLedger> ReadLedgerAsync(CancellationToken cancellationToken)
    {
        _ledger.Add(
            await _http.GetStringAsync(
                string.Create(CultureInfo.InvariantCulture, $"/sim/ledger?since={_ledger.LastSeq}"),
                cancellationToken
            )
        );
        return _ledger;
    }

    /// <summary>From now on the symbol costs so much more, as a percentage: other strikes are near the money then.</summary>
    public async Task ShiftAsync(string symbol, double percent, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            "/sim/price",
            new { symbol, shiftPct = percent },
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync("/sim/faults", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _http.Dispose();
        _child.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync("/sim/status", cancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
