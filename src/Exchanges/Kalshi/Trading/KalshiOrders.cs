using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi.Trading;

/// <summary>An account at Kalshi.</summary>
/// <param name="http">
/// Without any handler that sends again, and without redirects: <see cref="CreateClient"/> makes such a one. Reads go through
/// <paramref name="rest"/>, which may repeat them.
/// </param>
public sealed class KalshiOrders(
    KalshiOptions options,
    IKalshiSigner signer,
    KalshiRest rest,
    HttpClient http,
    TimeProvider clock
) : IOrderVenue
{
    private const double CostOfOrder = 10;
    private const double CostOfCancel = 2;
    private const int MostAnswer = 64 * 1024;

    /// <summary>What entries leave to cancels and exits, which are never kept waiting by them.</summary>
    private const double LeftToExits = 0.3;

    private readonly TokenBucket _budget = new(clock, options.WriteTokensPerSecond, secondsOfBurst: 1);

    public string Name => KalshiFeed.SourceName;

    public static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            },
            disposeHandler: true
        )
        {
            // Each request has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    public async Task<PlaceAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        if (order.Purpose == IntentPurpose.Exit)
            await _budget.TakeAsync(CostOfOrder, cancellationToken);
        else if (!_budget.TryTake(CostOfOrder, LeftToExits))
            return new PlaceAnswer.NotSent("the account's allowance for orders is used up; the rest is kept for exits");

        using var request = new HttpRequestMessage(HttpMethod.Post, UriOf("portfolio/events/orders"))
        {
            Content = new ByteArrayContent(KalshiOrderJson.Write(order)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var (outcome, status, body) = await SendAsync(request, cancellationToken);
        return outcome switch
        {
            Outcome.NotSent => new PlaceAnswer.NotSent(body),
            Outcome.Silent => new PlaceAnswer.InDoubt(body, NameIsTaken: false),
            _ => Judge(order, status, body),
        };
    }

    public async Task<CancelAnswer> CancelAsync(
        string venueOrderId,
        int exchangeIndex,
        CancellationToken cancellationToken
    )
    {
        await _budget.TakeAsync(CostOfCancel, cancellationToken);
        // Without its shard the venue looks elsewhere, and says "not found" while the order rests.
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"portfolio/events/orders/{Uri.EscapeDataString(venueOrderId)}?exchange_index={exchangeIndex}"
        );
        using var request = new HttpRequestMessage(HttpMethod.Delete, UriOf(path));
        var (outcome, status, _) = await SendAsync(request, cancellationToken);
        return (outcome, status) switch
        {
            (Outcome.Answered, >= 200 and < 300) => CancelAnswer.Done,
            (Outcome.Answered, 404) => CancelAnswer.NotThere,
            _ => CancelAnswer.InDoubt,
        };
    }

    public Task<VenueResult<List<VenueOrder>>> ReadOrdersAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => ReadPagesAsync("portfolio/orders", "orders", instrument, since, KalshiOrderJson.ReadOrder, cancellationToken);

    public Task<VenueResult<List<VenueFill>>> ReadFillsAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => ReadPagesAsync("portfolio/fills", "fills", instrument, since, KalshiOrderJson.ReadFill, cancellationToken);

    public Task<VenueResult<List<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellationToken) =>
        ReadPagesAsync(
            "portfolio/positions",
            "market_positions",
            null,
            null,
            KalshiOrderJson.ReadPosition,
            cancellationToken
        );

    public Task<VenueResult<VenueBalance>> ReadBalanceAsync(CancellationToken cancellationToken) =>
        rest.GetAsync("portfolio/balance", KalshiOrderJson.ReadBalance, cancellationToken);

    public Task<VenueResult<List<VenueSettlement>>> ReadSettlementsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        ReadPagesAsync(
            "portfolio/settlements",
            "settlements",
            null,
            since,
            KalshiOrderJson.ReadSettlement,
            cancellationToken
        );

    private Task<VenueResult<List<T>>> ReadPagesAsync<T>(
        string path,
        string list,
        string? instrument,
        DateTimeOffset? since,
        Func<JsonElement, T?> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var query = new List<string> { "limit=200" };
        if (instrument is not null)
            query.Add($"ticker={Uri.EscapeDataString(instrument)}");
        if (since is { } from)
            query.Add(string.Create(CultureInfo.InvariantCulture, $"min_ts={from.ToUnixTimeSeconds()}"));
        return rest.ReadPagesAsync(
            $"{path}?{string.Join('&', query)}",
            json => KalshiOrderJson.ReadPage(json, list, read),
            cancellationToken
        );
    }

    /// <summary>
    /// A refusal must be this venue's own "no" to this request. Whatever may come from something in between, or after the order
    /// was taken, leaves it in doubt.
    /// </summary>
    private static PlaceAnswer Judge(OrderRequest order, int status, string body)
    {
        if (status is >= 200 and < 300)
            return Parsed(body) is { } json && KalshiOrderJson.ReadPlaced(json, order) is { } report
                ? new PlaceAnswer.Taken(report)
                : new PlaceAnswer.InDoubt($"HTTP {status} without an order", NameIsTaken: false);
        var error = KalshiErrors.Parse(status, body);
        if (status == (int)HttpStatusCode.Conflict)
            return new PlaceAnswer.InDoubt("the venue has an order of that name", NameIsTaken: true);
        return status is >= 400 and < 500 and not 408
            ? new PlaceAnswer.Refused(error.Code, error.Message.Length > 0 ? error.Message : error.ToString())
            : new PlaceAnswer.InDoubt(error.ToString(), NameIsTaken: false);
    }

    private static JsonElement? Parsed(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<(Outcome Outcome, int Status, string Body)> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(options.OrderTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        request.Headers.UserAgent.ParseAdd("Strikeboard");
        foreach (
            var (name, value) in KalshiHeaders.For(signer, request.Method.Method, request.RequestUri!, rest.VenueTime)
        )
            request.Headers.Add(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MostAnswer, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return (Outcome.Answered, (int)response.StatusCode, body);
        }
        catch (HttpRequestException fault) when (NeverConnected(fault.HttpRequestError))
        {
            return (Outcome.NotSent, 0, $"no connection to the venue ({fault.HttpRequestError})");
        }
        catch (HttpRequestException fault)
        {
            return (Outcome.Silent, 0, $"the connection broke ({fault.HttpRequestError})");
        }
        catch (OperationCanceledException)
        {
            // Also where we ourselves are stopping: the bytes may have left.
            return (Outcome.Silent, 0, "no answer in time");
        }
    }

    /// <summary>Only what fails before a connection stands proves that nothing was sent.</summary>
    private static bool NeverConnected(HttpRequestError error) =>
        error
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;

    private Uri UriOf(string path) => new($"{options.RestUrl.AbsoluteUri.TrimEnd('/')}/{path}");

    private enum Outcome
    {
        Answered,
        NotSent,
        Silent,
    }
}
