using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

/// <summary>The owner of one account's key, who speaks plain HTTP.</summary>
internal sealed class Trader(Pretended sim, string account)
{
    public const string Orders = Pretended.KalshiRest + "/portfolio/events/orders";
    public const string Portfolio = Pretended.KalshiRest + "/portfolio";
    private int lastOrder;

    public string Account => account;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public (string Key, string Timestamp, string Signature) Sign(string method, string path)
    {
        var (id, pem) = sim.Simulator.KalshiKeyOf(account);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        var timestamp = sim.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString();
        var bytes = rsa.SignData(
            Encoding.UTF8.GetBytes(timestamp + method + path),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pss
        );
        return (id, timestamp, Convert.ToBase64String(bytes));
    }

    /// <summary>The body as text: some answers are no JSON on purpose.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendTextAsync(
        string method,
        string pathAndQuery,
        string? body = null,
        string type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(pathAndQuery, UriKind.Relative));
        var (key, timestamp, signature) = Sign(method, pathAndQuery.Split('?')[0]);
        request.Headers.Add("KALSHI-ACCESS-KEY", key);
        request.Headers.Add("KALSHI-ACCESS-TIMESTAMP", timestamp);
        request.Headers.Add("KALSHI-ACCESS-SIGNATURE", signature);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }
        using var response = await sim.Http.SendAsync(request, Token);
        Assert.Null(response.Headers.RetryAfter);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        string method,
        string pathAndQuery,
        string? body = null
    )
    {
        var (status, text) = await SendTextAsync(method, pathAndQuery, body);
        return (status, JsonElement.Parse(text));
    }

    public async Task<JsonElement> GetAsync(string below)
    {
        var (status, body) = await SendAsync("GET", Portfolio + below);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    public string Json(
        string ticker,
        string side,
        string count,
        decimal price,
        string time = "good_till_canceled",
        string more = "",
        string? client = null
    ) =>
        $$"""
            {"ticker":"{{ticker}}","side":"{{side}}","count":"{{count}}","price":"{{price:0.0000}}",
             "time_in_force":"{{time}}","self_trade_prevention_type":"taker_at_cross",
             "client_order_id":"{{client ?? NextId()}}","exchange_index":2{{more}}}
            """;

    public string NextId() => $"{account}-{Interlocked.Increment(ref lastOrder)}";

    public Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(
        string ticker,
        string side,
        string count,
        decimal price,
        string time = "good_till_canceled",
        string more = "",
        string? client = null
    ) => SendAsync("POST", Orders, Json(ticker, side, count, price, time, more, client));

    /// <summary>An order that must be taken.</summary>
    public async Task<JsonElement> PlaceAsync(
        string ticker,
        string side,
        string count,
        decimal price,
        string time = "good_till_canceled",
        string more = ""
    )
    {
        var (status, body) = await OrderAsync(ticker, side, count, price, time, more);
        Assert.True(status is HttpStatusCode.Created, body.ToString());
        return body;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> CancelAsync(string id, string query = "?exchange_index=2") =>
        SendAsync("DELETE", $"{Orders}/{id}{query}");

    public async Task<JsonElement> FindAsync(string id) => (await GetAsync($"/orders/{id}")).GetProperty("order");

    public async Task<decimal> BalanceAsync() =>
        (await GetAsync("/balance?exchange_index=2")).Decimal("balance_dollars");

    public async Task<decimal> PositionAsync(string ticker)
    {
        var positions = await GetAsync($"/positions?ticker={ticker}");
        return positions.GetProperty("market_positions").EnumerateArray().Sum(p => p.Decimal("position_fp"));
    }
}

internal static class JsonReading
{
    public static string? Text(this JsonElement of, string name) => of.GetProperty(name).GetString();

    public static decimal Decimal(this JsonElement of, string name) => decimal.Parse(of.Text(name)!);

    public static decimal? Number(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDecimal() : null;

    public static string? Maybe(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>The code of a refusal, nested or flat.</summary>
    public static string? Code(this JsonElement refusal) =>
        refusal.TryGetProperty("error", out var error) ? error.Text("code") : refusal.Text("code");
}
