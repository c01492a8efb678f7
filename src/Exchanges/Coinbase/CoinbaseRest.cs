using System.Globalization;
using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>The last trade of a product with the best prices beside it.</summary>
public sealed record CoinbaseQuote(decimal Price, decimal? BestBid, decimal? BestAsk, DateTimeOffset TradedAt);

/// <summary>The public REST calls of Advanced Trade.</summary>
public sealed class CoinbaseRest(CoinbaseOptions options, HttpClient http, TimeProvider clock)
{
    private const int MostCandles = 350;
    private const int Attempts = 4;
    private static readonly (TimeSpan Length, string Word)[] Granularities =
    [
        (TimeSpan.FromMinutes(1), "ONE_MINUTE"),
        (TimeSpan.FromMinutes(5), "FIVE_MINUTE"),
        (TimeSpan.FromMinutes(15), "FIFTEEN_MINUTE"),
        (TimeSpan.FromMinutes(30), "THIRTY_MINUTE"),
        (TimeSpan.FromHours(1), "ONE_HOUR"),
        (TimeSpan.FromHours(2), "TWO_HOUR"),
        (TimeSpan.FromHours(6), "SIX_HOUR"),
        (TimeSpan.FromDays(1), "ONE_DAY"),
    ];

    private readonly VenueHttp _http = new(http, clock, options.RequestTimeout);

    public ServerClock Clock => _http.Clock;

    public static IReadOnlyList<TimeSpan> CandleLengths { get; } = [.. Granularities.Select(g => g.Length)];

    public Task<VenueResult<CoinbaseQuote>> ReadTickerAsync(string product, CancellationToken cancellationToken) =>
        GetAsync($"{product}/ticker", CoinbaseBodies.ReadTicker, cancellationToken);

    /// <summary>Pages of at most 350 candles, put in order; an unanswered page is an exception, not a hole.</summary>
    public async Task<IReadOnlyList<Candle>> ReadCandlesAsync(
        string product,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var granularity = Granularities.First(g => g.Length == length).Word;
        var candles = new SortedDictionary<DateTimeOffset, Candle>();
        for (var start = from; start < to; start += length * MostCandles)
        {
            // The end is inclusive at the venue: one candle less keeps a full page within the limit.
            var end = start + (length * (MostCandles - 1));
            var page = new Page(product, granularity, length, start, end < to ? end : to);
            foreach (var candle in await ReadPageAsync(page, cancellationToken))
            {
                if (candle.Start >= from && candle.Start < to)
                    candles[candle.Start] = candle;
            }
        }
        return [.. candles.Values];
    }

    private async Task<List<Candle>> ReadPageAsync(Page page, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{page.Product}/candles?start={page.Start.ToUnixTimeSeconds()}&end={page.End.ToUnixTimeSeconds()}&granularity={page.Granularity}&limit={MostCandles}"
        );
        for (var attempt = 1; ; attempt++)
        {
            var answer = await GetAsync(path, json => CoinbaseBodies.ReadCandles(json, page.Length), cancellationToken);
            if (answer.IsOk)
                return answer.Value;
            if (!answer.Error.IsTransient || attempt == Attempts)
                throw new VenueUnavailableException(answer.Error);
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

    private sealed record Page(
        string Product,
        string Granularity,
        TimeSpan Length,
        DateTimeOffset Start,
        DateTimeOffset End
    );
}
