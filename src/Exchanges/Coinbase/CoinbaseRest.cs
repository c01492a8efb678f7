using System.Globalization;
using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>The last trade of a product with the best prices beside it.</summary>
public sealed record CoinbaseQuote(decimal Price, decimal? BestBid, decimal? BestAsk, DateTimeOffset TradedAt);

/// <summary>The public REST calls of Advanced Trade.</summary>
public sealed class CoinbaseRest(CoinbaseOptions options, HttpClient http, TimeProvider clock) : IPriceHistory
{
    private const int MostCandles = 350;
    private const int Attempts = 4;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly VenueHttp _http = new(http, clock, options.RequestTimeout);

    public ServerClock Clock => _http.Clock;

    public Task<VenueResult<CoinbaseQuote>> ReadTickerAsync(string product, CancellationToken cancellationToken) =>
        GetAsync($"{product}/ticker", CoinbaseBodies.ReadTicker, cancellationToken);

    /// <summary>Pages of at most 350 candles, put in order; an unanswered page is an exception, not a hole.</summary>
    public async Task<IReadOnlyList<Candle>> ReadMinuteCandlesAsync(
        string product,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var candles = new SortedDictionary<DateTimeOffset, Candle>();
        for (var start = from; start < to; start += Minute * MostCandles)
        {
            // The end is inclusive at the venue: one minute less keeps a full page within the limit.
            var end = start + (Minute * (MostCandles - 1));
            foreach (var candle in await ReadPageAsync(product, start, end < to ? end : to, cancellationToken))
            {
                if (candle.Start >= from && candle.Start < to)
                    candles[candle.Start] = candle;
            }
        }
        return [.. candles.Values];
    }

    private async Task<List<Candle>> ReadPageAsync(
        string product,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    )
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{product}/candles?start={start.ToUnixTimeSeconds()}&end={end.ToUnixTimeSeconds()}&granularity=ONE_MINUTE&limit={MostCandles}"
        );
        for (var attempt = 1; ; attempt++)
        {
            var page = await GetAsync(path, json => CoinbaseBodies.ReadCandles(json, Minute), cancellationToken);
            if (page.IsOk)
                return page.Value;
            if (!page.Error.IsTransient || attempt == Attempts)
                throw new VenueUnavailableException(page.Error);
            await Task.Delay(TimeSpan.FromMilliseconds(250) * (1 << attempt), clock, cancellationToken);
        }
    }

    private Task<VenueResult<T>> GetAsync<T>(
        string path,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var uri = new Uri($"{options.RestUrl.AbsoluteUri.TrimEnd('/')}/api/v3/brokerage/market/products/{path}");
        return _http.GetAsync(uri, Uncached, read, ToError, cancellationToken);
    }

    /// <summary>Public answers may be a second old unless asked otherwise.</summary>
    private static void Uncached(HttpRequestMessage request) => request.Headers.CacheControl = new() { NoCache = true };

    private static VenueError ToError(int status, string body) =>
        new(status, "", body.Length <= 200 ? body : body[..200], VenueHttp.IsTransientStatus(status));
}
