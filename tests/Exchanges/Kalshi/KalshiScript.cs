using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Strikeboard.Exchanges.Tests.Kit;

namespace Strikeboard.Exchanges.Tests.Kalshi;

/// <summary>Plays the venue's part: a list of markets by REST, and answers to commands on one socket at a time.</summary>
internal sealed class KalshiScript
{
    private readonly Lock _gate = new();
    private readonly ScriptedVenue _venue;
    private ScriptedSocket? _socket;
    private long _sequence;

    public KalshiScript(ScriptedVenue venue)
    {
        _venue = venue;
        venue.Rest = AnswerAsync;
    }

    /// <summary>Ticker, opens, closes; all of series KXBTCD.</summary>
    public List<(string Ticker, DateTimeOffset Opens, DateTimeOffset Closes)> Markets { get; } = [];

    public string YesBid { get; set; } = "0.4000";

    public int RestStatus { get; set; } = 200;

    public bool IsMute { get; set; }

    public bool KeepsSnapshots { get; set; }

    public List<string> Commands { get; } = [];

    public string ExchangeStatus { get; set; } = """{"exchange_active":true,"trading_active":true}""";

    public string Schedule { get; set; } = """{"schedule":{"maintenance_windows":[]}}""";

    public string RestSignature { get; private set; } = "";

    public ScriptedSocket Socket => _socket ?? throw new InvalidOperationException("nobody is connected");

    /// <summary>Answers commands until the socket goes; one call for each connection.</summary>
    public async Task<Task> AcceptAsync()
    {
        _socket = await _venue.NextSocketAsync();
        _sequence = 0;
        return ServeAsync(_socket);
    }

    public Task DeltaAsync(string ticker, string side, string price, string delta) =>
        SayBookAsync(
            "orderbook_delta",
            $$"""{"market_ticker":"{{ticker}}","price_dollars":"{{price}}","delta_fp":"{{delta}}","side":"{{side}}","ts_ms":1}"""
        );

    public void LoseOne() => Interlocked.Increment(ref _sequence);

    private async Task ServeAsync(ScriptedSocket socket)
    {
        try
        {
            while (true)
                await AnswerAsync(socket, await socket.HearAsync());
        }
        catch (Exception fault)
            when (fault is TimeoutException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // The test is over, or has hung up.
        }
    }

    private async Task AnswerAsync(ScriptedSocket socket, string text)
    {
        lock (_gate)
            Commands.Add(text);
        if (IsMute)
            return;
        var command = JsonNode.Parse(text)!;
        var id = (int)command["id"]!;
        var parameters = command["params"];
        var tickers = parameters?["market_tickers"]?.AsArray().Select(t => (string)t!).ToList() ?? [];
        switch ((string)command["cmd"]!)
        {
            case "subscribe":
                var channel = (string)parameters!["channels"]![0]!;
                var sid = channel switch
                {
                    "orderbook_delta" => 7,
                    "ticker" => 8,
                    _ => 9,
                };
                await socket.SayAsync(
                    $$"""{"id":{{id}},"type":"subscribed","msg":{"channel":"{{channel}}","sid":{{sid}} } }"""
                );
                if (sid == 7)
                    await SnapshotsAsync(tickers);
                break;
            case "update_subscription" when (int)parameters!["sid"]! == 7:
                await socket.SayAsync(
                    $$"""{"id":{{id}},"sid":7,"seq":{{Interlocked.Increment(ref _sequence)}},"type":"ok","msg":{} }"""
                );
                if ((string)parameters["action"]! != "delete_markets")
                    await SnapshotsAsync(tickers);
                break;
            default:
                await socket.SayAsync($$"""{"id":{{id}},"type":"ok","msg":[]}""");
                break;
        }
    }

    private async Task SnapshotsAsync(List<string> tickers)
    {
        if (KeepsSnapshots)
            return;
        foreach (var ticker in tickers)
        {
            await SayBookAsync(
                "orderbook_snapshot",
                $$"""{"market_ticker":"{{ticker}}","yes_dollars_fp":[["0.4500","10.00"]],"no_dollars_fp":[["0.5000","20.00"]]}"""
            );
        }
    }

    private Task SayBookAsync(string type, string message) =>
        Socket.SayAsync(
            $$"""{"type":"{{type}}","sid":7,"seq":{{Interlocked.Increment(ref _sequence)}},"msg":{{message}} }"""
        );

    private async Task AnswerAsync(HttpContext context)
    {
        RestSignature = context.Request.Headers["KALSHI-ACCESS-SIGNATURE"].ToString();
        context.Response.StatusCode = RestStatus;
        if (RestStatus != 200)
        {
            await context.Response.WriteAsync("""{"error":{"code":"service_unavailable","message":"later"}}""");
            return;
        }
        if (context.Request.Path.Value!.EndsWith("/account/limits", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(
                """{"usage_tier":"advanced","read":{"refill_rate":300,"bucket_capacity":600}}"""
            );
            return;
        }
        if (context.Request.Path.Value!.EndsWith("/exchange/status", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(ExchangeStatus);
            return;
        }
        if (context.Request.Path.Value!.EndsWith("/exchange/schedule", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(Schedule);
            return;
        }
        var query = context.Request.Query;
        var now = TimeProvider.System.GetUtcNow();
        var rows = Markets
            .Where(m => !query.ContainsKey("event_ticker") || EventOf(m.Ticker) == query["event_ticker"])
            .Where(m => query["status"] != "open" || (m.Opens <= now && now < m.Closes))
            .Where(m => query["status"] != "unopened" || now < m.Opens)
            .Where(m =>
                !query.ContainsKey("series_ticker")
                || m.Ticker.StartsWith(query["series_ticker"] + "-", StringComparison.Ordinal)
            )
            .Select(m => Row(m.Ticker, m.Opens, m.Closes, now));
        await context.Response.WriteAsync($$"""{"markets":[{{string.Join(',', rows)}}],"cursor":""}""");
    }

    private static string EventOf(string ticker) => ticker[..ticker.LastIndexOf('-')];

    private string Row(string ticker, DateTimeOffset opens, DateTimeOffset closes, DateTimeOffset now) =>
        $$"""
            {"ticker":"{{ticker}}","event_ticker":"{{EventOf(ticker)}}","open_time":"{{Iso(
                opens
            )}}","close_time":"{{Iso(closes)}}",
            "status":"{{(
                now < opens ? "initialized"
                : now < closes ? "active"
                : "closed"
            )}}","strike_type":"greater","floor_strike":100.99,
            "yes_bid_dollars":"{{YesBid}}","yes_ask_dollars":"0.6000","volume_fp":"5.00","open_interest_fp":"3.00"}
            """;

    private static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
