using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Simulator;

namespace Strikeboard.Fuzz;

/// <summary>
/// Writes a corpus: a few frames of each shape that the simulated venues send within a minute, and their REST bodies. The file is
/// kept with the code, so that a seed means the same frames everywhere.
/// </summary>
internal static class Recorder
{
    private const int EachShape = 4;
    private const int LongestKept = 6_000;
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(45);

    /// <summary>What a minute does not bring.</summary>
    private static readonly string[] Rare =
    [
        """coinbase.frame {"type":"error","message":"too many subscriptions"}""",
        """kalshi.frame {"type":"market_lifecycle_v2","sid":9,"seq":1,"msg":{"event_type":"determined","market_ticker":"KXBTCD-26SEP1017-T83999.99","exchange_index":2,"result":"yes","determination_ts":1789070700,"settlement_value":"1.0000"}}""",
        """kalshi.frame {"type":"market_lifecycle_v2","sid":9,"seq":2,"msg":{"event_type":"settled","market_ticker":"KXBTCD-26SEP1017-T83999.99","exchange_index":2,"settled_ts":1789070850}}""",
        """kalshi.frame {"type":"market_lifecycle_v2","sid":9,"seq":3,"msg":{"event_type":"deactivated","market_ticker":"KXBTCD-26SEP1017-T83999.99","exchange_index":2}}""",
        """kalshi.frame {"type":"cfbenchmarks_value","sid":5,"seq":12,"msg":{"index_id":"BRTI","received_at":"2026-09-10T12:00:01.04Z","data":"{\"type\":\"value\",\"time\":1789041601000,\"id\":\"BRTI\",\"value\":\"84012.37\"}","avg_60s_data":{"value":"84010.02","window_size":60,"window_start_ts_ms":1789041542000,"window_end_ts_exclusive":1789041602000}}}""",
        """kalshi.frame {"type":"cfbenchmarks_value","sid":5,"seq":13,"msg":{"index_id":"ETHUSD_RTI","received_at":"2026-09-10T12:00:01.04Z","data":"{\u0022type\u0022:\u0022value\u0022,\u0022time\u0022:1789041601000,\u0022id\u0022:\u0022ETHUSD_RTI\u0022,\u0022value\u0022:\u00221829.41\u0022}"}}""",
        """kalshi.status {"exchange_active":true,"trading_active":false,"exchange_estimated_resume_time":"2026-09-10T09:00:00Z","intra_exchange_transfers_active":true,"exchange_index_statuses":[{"exchange_index":0,"description":"default","exchange_active":true,"trading_active":true},{"exchange_index":2,"description":"crypto","exchange_active":true,"trading_active":false}]}""",
        """kalshi.schedule {"schedule":{"standard_hours":[{"start_time":"2026-01-01T00:00:00Z","end_time":"2036-01-01T00:00:00Z","monday":[{"open_time":"00:00","close_time":"24:00"}]}],"maintenance_windows":[{"start_datetime":"2026-09-10T07:00:00Z","end_datetime":"2026-09-10T09:00:00Z"},{"start_datetime":"2026-09-17T07:00:00Z","end_datetime":"2026-09-17T09:00:00Z"}]}}""",
        """kalshi.error {"code":"bad_request","message":"cannot decode","details":"count must be a string"}""",
        """kalshi.error {"msg":"limit must be between 1 and 1000","code":"x"}""",
    ];

    public static async Task<int> RunAsync(string file, TextWriter output, CancellationToken cancellationToken)
    {
        await using var simulator = await SimulatedExchanges.StartAsync(
            new SimulatorOptions { Port = 0, Seed = 5 },
            TimeProvider.System,
            null,
            cancellationToken
        );
        using var http = new HttpClient();
        var lines = new List<string>();
        lines.AddRange(await BodiesAsync(simulator, http, cancellationToken));
        var heard = await Task.WhenAll(
            CoinbaseAsync(simulator, cancellationToken),
            KalshiAsync(simulator, http, cancellationToken)
        );
        lines.AddRange(heard.SelectMany(l => l));
        lines.AddRange(Rare);
        lines.Add(Settled(lines.First(l => l.StartsWith("kalshi.markets", StringComparison.Ordinal))));
        await File.WriteAllLinesAsync(file, lines.Where(l => l.Length <= LongestKept), cancellationToken);
        await output.WriteLineAsync($"{lines.Count} frames");
        return 0;
    }

    private static string Settled(string open) =>
        open.Replace("\"status\":\"active\"", "\"status\":\"finalized\"", StringComparison.Ordinal)
            .Replace(
                "\"result\":\"\"",
                """
                "result":"yes","settlement_value_dollars":"1.0000","settlement_ts":"2026-09-10T20:05:03Z","expiration_value":"84012.37"
                """,
                StringComparison.Ordinal
            );

    private static async Task<List<string>> BodiesAsync(
        RunningSimulator simulator,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<string>();
        foreach (var product in new[] { "BTC-USD", "ETH-USD" })
        {
            var root = $"{simulator.CoinbaseRestUrl}/api/v3/brokerage/market/products/{product}";
            await GetAsync("coinbase.ticker", $"{root}/ticker?limit=1");
            await GetAsync("coinbase.ticker", $"{root}/ticker?limit=3");
            await GetAsync("coinbase.candles", $"{root}/candles?granularity=ONE_MINUTE&limit=3");
        }
        foreach (var series in new[] { "KXBTCD", "KXBTC", "KXETHD", "KXETH" })
        foreach (var status in new[] { "open", "unopened", "settled" })
            await GetAsync(
                "kalshi.markets",
                $"{simulator.KalshiRestUrl}/markets?series_ticker={series}&status={status}&limit=2"
            );
        await GetAsync("kalshi.status", $"{simulator.KalshiRestUrl}/exchange/status");
        await GetAsync("kalshi.schedule", $"{simulator.KalshiRestUrl}/exchange/schedule");
        await GetAsync("kalshi.limits", $"{simulator.KalshiRestUrl}/account/limits");
        await GetAsync("kalshi.error", $"{simulator.KalshiRestUrl}/markets/nothing");
        return lines;

        async Task GetAsync(string target, string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in Headers(simulator, request.RequestUri!))
                if (target.StartsWith("kalshi", StringComparison.Ordinal))
                    request.Headers.Add(name, value);
            using var answer = await http.SendAsync(request, cancellationToken);
            lines.Add($"{target} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static Task<List<string>> CoinbaseAsync(RunningSimulator simulator, CancellationToken cancellationToken) =>
        ListenAsync(
            "coinbase.frame",
            simulator.CoinbaseStreamUrl,
            [],
            [
                """{"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channel":"heartbeats"}""",
                """{"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channel":"ticker"}""",
            ],
            json => $"{json.TextOf("channel")} {json.ItemsOf("events").FirstOrDefault().TextOf("type")}",
            cancellationToken
        );

    private static async Task<List<string>> KalshiAsync(
        RunningSimulator simulator,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        var list = await http.GetStringAsync(
            $"{simulator.KalshiRestUrl}/markets?series_ticker=KXBTCD&status=open&limit=40",
            cancellationToken
        );
        using var document = JsonDocument.Parse(list);
        var tickers = string.Join(
            ',',
            document.RootElement.ItemsOf("markets").Select(m => $"\"{m.TextOf("ticker")}\"").Skip(10).Take(20)
        );
        return await ListenAsync(
            "kalshi.frame",
            simulator.KalshiStreamUrl,
            Headers(simulator, simulator.KalshiStreamUrl),
            [
                $$"""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_tickers":[{{tickers}}] } }""",
                $$"""{"id":2,"cmd":"subscribe","params":{"channels":["ticker","trade"],"market_tickers":[{{tickers}}] } }""",
                """{"id":3,"cmd":"subscribe","params":{"channels":["market_lifecycle_v2"]}}""",
                """{"id":4,"cmd":"list_subscriptions"}""",
                """{"id":5,"cmd":"subscribe","params":{"channels":["nothing"]}}""",
                """{"id":6,"cmd":"update_subscription","params":{"sid":1,"action":"get_snapshot"}}""",
            ],
            json => json.TextOf("type") ?? "",
            cancellationToken
        );
    }

    private static IEnumerable<(string Name, string Value)> Headers(RunningSimulator simulator, Uri uri)
    {
        using var signer = new KalshiSigner(simulator.KalshiKeyId, simulator.KalshiPrivateKeyPem);
        return [.. KalshiHeaders.For(signer, "GET", uri, TimeProvider.System.GetUtcNow())];
    }

    private static async Task<List<string>> ListenAsync(
        string target,
        Uri address,
        IEnumerable<(string Name, string Value)> headers,
        string[] commands,
        Func<JsonElement, string> shape,
        CancellationToken cancellationToken
    )
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Listening);
        using var socket = new ClientWebSocket();
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        await socket.ConnectAsync(address, enough.Token);
        foreach (var command in commands)
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(command),
                WebSocketMessageType.Text,
                endOfMessage: true,
                enough.Token
            );
        var lines = new List<string>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var text = await NextAsync(socket, buffer, enough.Token);
                using var json = JsonDocument.Parse(text);
                var kind = shape(json.RootElement);
                if ((seen[kind] = seen.GetValueOrDefault(kind) + 1) <= EachShape)
                    lines.Add($"{target} {text.Trim()}");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return lines;
        }
    }

    private static async Task<string> NextAsync(
        ClientWebSocket socket,
        byte[] buffer,
        CancellationToken cancellationToken
    )
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
