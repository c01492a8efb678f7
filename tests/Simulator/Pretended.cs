using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Strikeboard.Testing;

namespace Strikeboard.Simulator.Tests;

/// <summary>A simulator on a clock of the test's own, and a client that speaks to it over real sockets.</summary>
internal sealed class Pretended : IAsyncDisposable
{
    public const string KalshiRest = "/kalshi/trade-api/v2";
    public const string KalshiStream = "/kalshi/trade-api/ws/v2";
    public const string CoinbaseRest = "/coinbase/api/v3/brokerage";
    public static readonly DateTimeOffset Start = new(2026, 9, 9, 14, 2, 0, TimeSpan.Zero);

    private readonly RSA rsa = RSA.Create();
    private readonly Dictionary<string, Trader> traders = new(StringComparer.Ordinal);

    private Pretended(RunningSimulator simulator, ManualTime time)
    {
        Simulator = simulator;
        Time = time;
        Http = new HttpClient { BaseAddress = simulator.BaseUrl, Timeout = TimeSpan.FromSeconds(20) };
        rsa.ImportFromPem(simulator.KalshiPrivateKeyPem);
    }

    public RunningSimulator Simulator { get; }
    public ManualTime Time { get; }
    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Pretended> StartAsync(SimulatorOptions? options = null, DateTimeOffset? start = null)
    {
        var time = new ManualTime(start ?? Start);
        var simulator = await SimulatedExchanges.StartAsync(
            options ?? new SimulatorOptions { Port = 0 },
            time,
            null,
            Token
        );
        return new Pretended(simulator, time);
    }

    /// <summary>Prices that stand still where they are put, and an index that equals them.</summary>
    public static SimulatorOptions Still() =>
        new()
        {
            Port = 0,
            AnnualVolatility = 0,
            IndexBasis = 0,
        };

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    public async Task<JsonElement> PostAsync(string path, string json, HttpStatusCode expected)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content, Token);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    public async Task<int> FaultAsync(string venue, string kind, string more = "")
    {
        var made = await PostAsync(
            "/sim/faults",
            $$"""{"venue":"{{venue}}","kind":"{{kind}}"{{more}}}""",
            HttpStatusCode.Created
        );
        return made.GetProperty("id").GetInt32();
    }

    public async Task<int> FiredAsync(int id)
    {
        var faults = await GetAsync("/sim/faults");
        return faults
            .GetProperty("items")
            .EnumerateArray()
            .Single(f => f.GetProperty("id").GetInt32() == id)
            .GetProperty("fired")
            .GetInt32();
    }

    public async Task PriceAsync(string symbol, decimal price) =>
        await PostAsync("/sim/price", $$"""{"symbol":"{{symbol}}","price":{{price}}}""", HttpStatusCode.OK);

    public async Task<IReadOnlyList<JsonElement>> MarketsAsync(string query) =>
        [.. (await GetAsync($"{KalshiRest}/markets?limit=1000&{query}")).GetProperty("markets").EnumerateArray()];

    /// <summary>The three headers for one request, signed now.</summary>
    public (string Key, string Timestamp, string Signature) Sign(
        string method,
        string path,
        TimeSpan? skew = null,
        RSASignaturePadding? padding = null
    )
    {
        var timestamp = (Time.GetUtcNow() + (skew ?? TimeSpan.Zero)).ToUnixTimeMilliseconds().ToString();
        var bytes = rsa.SignData(
            Encoding.UTF8.GetBytes(timestamp + method + path),
            HashAlgorithmName.SHA256,
            padding ?? RSASignaturePadding.Pss
        );
        return (Simulator.KalshiKeyId, timestamp, Convert.ToBase64String(bytes));
    }

    public async Task<(HttpStatusCode Status, string Body)> SignedGetAsync(
        string path,
        (string Key, string Timestamp, string Signature) headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("KALSHI-ACCESS-KEY", headers.Key);
        request.Headers.Add("KALSHI-ACCESS-TIMESTAMP", headers.Timestamp);
        if (headers.Signature.Length > 0)
        {
            request.Headers.Add("KALSHI-ACCESS-SIGNATURE", headers.Signature);
        }
        using var response = await Http.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Somebody who signs with an account's key.</summary>
    public Trader Trader(string account = SimulatedAccount.Demo)
    {
        if (!traders.TryGetValue(account, out var trader))
        {
            traders[account] = trader = new Trader(this, account);
        }
        return trader;
    }

    /// <summary>The ledger's lines after a number.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(long since = 0)
    {
        var text = await Http.GetStringAsync(new Uri($"/sim/ledger?since={since}", UriKind.Relative), Token);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l))];
    }

    public async Task<TestSocket> KalshiAsync(Trader? trader = null)
    {
        var socket = new ClientWebSocket();
        var (key, timestamp, signature) = trader?.Sign("GET", KalshiStream) ?? Sign("GET", KalshiStream);
        socket.Options.SetRequestHeader("KALSHI-ACCESS-KEY", key);
        socket.Options.SetRequestHeader("KALSHI-ACCESS-TIMESTAMP", timestamp);
        socket.Options.SetRequestHeader("KALSHI-ACCESS-SIGNATURE", signature);
        await socket.ConnectAsync(Simulator.KalshiStreamUrl, Token);
        return new TestSocket(socket);
    }

    public async Task<TestSocket> CoinbaseAsync(params string[] channels)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Simulator.CoinbaseStreamUrl, Token);
        var client = new TestSocket(socket);
        foreach (var channel in channels)
        {
            await client.SendAsync(
                $$"""{"type":"subscribe","channel":"{{channel}}","product_ids":["BTC-USD","ETH-USD"]}"""
            );
            await client.UntilAsync(f => f.GetProperty("channel").GetString() == "subscriptions");
        }
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        rsa.Dispose();
        await Simulator.DisposeAsync();
    }
}
