using System.Globalization;
using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Signed reads within the account's allowance; 429 is waited out here, everything else is the caller's to judge.</summary>
public sealed class KalshiRest(
    KalshiOptions options,
    IKalshiSigner? signer,
    HttpClient http,
    TimeProvider clock,
    Random random
)
{
    private const double CostOfRead = 10;
    private const int Attempts = 4;
    private const int MostPages = 20;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly VenueHttp _http = new(http, clock, options.RequestTimeout);
    private readonly TokenBucket _budget = new(clock, options.ReadTokensPerSecond, secondsOfBurst: 2);

    public ServerClock Clock => _http.Clock;

    /// <summary>Our time as the venue sees it: corrected where both differ by more than the stamp's own coarseness.</summary>
    public DateTimeOffset VenueTime
    {
        get
        {
            var offset = Clock.Offset ?? TimeSpan.Zero;
            return clock.GetUtcNow() + (offset.Duration() > TimeSpan.FromSeconds(2) ? offset : TimeSpan.Zero);
        }
    }

    public Task<VenueResult<List<KalshiMarketRow>>> ReadSeriesAsync(
        string series,
        string status,
        CancellationToken cancellationToken
    ) => ReadMarketsAsync($"series_ticker={Uri.EscapeDataString(series)}&status={status}", cancellationToken);

    public Task<VenueResult<List<KalshiMarketRow>>> ReadEventAsync(
        string eventTicker,
        CancellationToken cancellationToken
    ) => ReadMarketsAsync($"event_ticker={Uri.EscapeDataString(eventTicker)}", cancellationToken);

    /// <summary>What closed of late, whatever became of it since.</summary>
    public Task<VenueResult<List<KalshiMarketRow>>> ReadClosedAsync(
        string series,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        ReadMarketsAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"series_ticker={Uri.EscapeDataString(series)}&min_close_ts={from.ToUnixTimeSeconds()}&max_close_ts={to.ToUnixTimeSeconds()}"
            ),
            cancellationToken
        );

    /// <summary>What we may spend and what of it is left, after the fifth that we leave alone.</summary>
    public RateBudget Budget => _budget.Now();

    internal Task<VenueResult<List<KalshiMarketRow>>> ReadTickersAsync(
        IEnumerable<string> tickers,
        CancellationToken cancellationToken
    ) => ReadMarketsAsync($"tickers={Uri.EscapeDataString(string.Join(',', tickers))}", cancellationToken);

    internal Task<VenueResult<KalshiStatus>> ReadStatusAsync(CancellationToken cancellationToken) =>
        GetAsync("exchange/status", KalshiBodies.ReadStatus, cancellationToken);

    internal Task<VenueResult<List<MaintenanceWindow>>> ReadScheduleAsync(CancellationToken cancellationToken) =>
        GetAsync("exchange/schedule", KalshiBodies.ReadSchedule, cancellationToken);

    /// <summary>Asks the account what it may spend; without an answer the last figure stays. True where there is nothing more to ask.</summary>
    public async Task<bool> AdoptLimitsAsync(CancellationToken cancellationToken)
    {
        if (signer is null)
            return true;
        var answer = await GetAsync("account/limits", KalshiBodies.ReadLimits, cancellationToken);
        if (answer.IsOk)
            _budget.SetAllowance(answer.Value.PerSecond, answer.Value.Capacity);
        return answer.IsOk;
    }

    private Task<VenueResult<List<KalshiMarketRow>>> ReadMarketsAsync(
        string filter,
        CancellationToken cancellationToken
    ) =>
        ReadPagesAsync(
            $"markets?{filter}&limit=1000",
            json => KalshiBodies.ReadMarkets(json, clock.GetUtcNow()),
            cancellationToken
        );

    /// <summary>All pages of a list, or none: half of a list would be read as the whole.</summary>
    internal async Task<VenueResult<List<T>>> ReadPagesAsync<T>(
        string path,
        Func<JsonElement, KalshiPage<T>> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var at = cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "";
            var answer = await GetAsync(path + at, read, cancellationToken);
            if (!answer.IsOk)
                return answer.Error;
            rows.AddRange(answer.Value.Rows);
            cursor = answer.Value.Cursor;
            if (cursor.Length == 0)
                return rows;
        }
        return new VenueError(0, "endless", $"a list of more than {MostPages} pages", IsTransient: true);
    }

    internal async Task<VenueResult<T>> GetAsync<T>(
        string path,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var uri = new Uri($"{options.RestUrl.AbsoluteUri.TrimEnd('/')}/{path}");
        for (var attempt = 1; ; attempt++)
        {
            await _budget.TakeAsync(CostOfRead, cancellationToken);
            var answer = await _http.GetAsync(uri, Sign, read, KalshiErrors.Parse, cancellationToken);
            var again = answer.Error is { Status: 429 } or { Status: 401, IsTransient: true };
            if (!again || attempt == Attempts)
                return answer;
            await Task.Delay(Jittered(FirstWait * (1 << (attempt - 1))), clock, cancellationToken);
        }
    }

    private TimeSpan Jittered(TimeSpan wait)
    {
        // Several polls wait side by side, and this source of chance is not made for that.
        lock (random)
            return wait * (0.5 + random.NextDouble());
    }

    private void Sign(HttpRequestMessage request)
    {
        if (signer is null)
            return;
        foreach (var (name, value) in KalshiHeaders.For(signer, request.Method.Method, request.RequestUri!, VenueTime))
            request.Headers.Add(name, value);
    }
}
