using System.Text.Json;

namespace Strikeboard.Exchanges.Http;

/// <summary>One GET to a venue: a timeout, a bound on size, the clock offset, and an error as a value.</summary>
public sealed class VenueHttp(HttpClient http, TimeProvider clock, TimeSpan timeout)
{
    private const long MostBytes = 16 * 1024 * 1024;

    public ServerClock Clock { get; } = new();

    /// <param name="prepare">Adds headers; a signature is made here, at the moment of sending.</param>
    /// <param name="read">Takes what it needs from the body before it is gone. May throw on a body of another shape.</param>
    public async Task<VenueResult<T>> GetAsync<T>(
        Uri uri,
        Action<HttpRequestMessage>? prepare,
        Func<JsonElement, T> read,
        Func<int, string, VenueError> error,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.UserAgent.ParseAdd("Strikeboard");
            prepare?.Invoke(request);
            var sentAt = clock.GetUtcNow();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Clock.Observe(response.Headers.Date, sentAt, clock.GetUtcNow());
            await response.Content.LoadIntoBufferAsync(MostBytes, either.Token);
            if (!response.IsSuccessStatusCode)
                return error((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            using var document = await JsonDocument.ParseAsync(body, default, either.Token);
            return read(document.RootElement);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new VenueError(0, "timeout", $"no answer within {timeout.TotalSeconds:0} s", IsTransient: true);
        }
        catch (HttpRequestException fault)
        {
            return new VenueError(0, "network", InWords(fault.HttpRequestError), IsTransient: true);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return new VenueError(0, "unreadable", "an answer that cannot be read", IsTransient: true);
        }
    }

    private static string InWords(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.ConnectionError => "no connection",
            HttpRequestError.NameResolutionError => "host not found",
            HttpRequestError.ResponseEnded => "an answer that broke off",
            HttpRequestError.ConfigurationLimitExceeded => "an answer too large",
            HttpRequestError.Unknown => "network trouble",
            var other => other.ToString(),
        };

    public static bool IsTransientStatus(int status) => status is 408 or 425 or 429 or >= 500;
}
