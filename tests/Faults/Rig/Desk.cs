using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Strikeboard.Faults.Rig;

/// <summary>What a command was answered.</summary>
public sealed record Acknowledgement(HttpStatusCode Status, Guid? CommandId)
{
    public bool IsDone => Status == HttpStatusCode.OK && CommandId is not null;
}

/// <summary>The app from outside: nothing but its promised calls. One sign-in serves across restarts.</summary>
public sealed class Desk(string url) : IDisposable
{
    public const string Password = "correct horse battery";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(url),
        Timeout = Patience,
    };
    private readonly SemaphoreSlim _signingIn = new(1, 1);
    private string? _token;

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    /// <summary>Null where the app honestly has no value: 404, 503 and the like.</summary>
    public async Task<JsonElement?> TryGetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)
            : null;
    }

    public async Task<Acknowledgement> CommandAsync(string path, string reason, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, new { reason }, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
            return new Acknowledgement(answer.StatusCode, null);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new Acknowledgement(answer.StatusCode, body.GetProperty("commandId").GetGuid());
    }

    /// <summary>Whatever it is answered.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body, cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Null: done; otherwise the code of the refusal.</summary>
    public async Task<string?> AskAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return null;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return problem.TryGetProperty("code", out var code) ? code.GetString() : answer.StatusCode.ToString();
    }

    public async Task<HashSet<Guid>> AuditedAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        string? next = null;
        do
        {
            var after = next is null ? "" : $"&after={Uri.EscapeDataString(next)}";
            var page = await GetAsync($"/api/audit?limit=1000&from={from.UtcDateTime:O}{after}", cancellationToken);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("commandId").ValueKind == JsonValueKind.String)
                    found.Add(item.GetProperty("commandId").GetGuid());
            }
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        } while (next is not null);
        return found;
    }

    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "admin", password = Password },
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        _token = body.GetProperty("accessToken").GetString();
    }

    public void Dispose()
    {
        _http.Dispose();
        _signingIn.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        var used = _token;
        var answer = await SendOnceAsync(method, path, body, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
            return answer;
        answer.Dispose();
        await _signingIn.WaitAsync(cancellationToken);
        try
        {
            // Of many who meet an expired token one renews it.
            if (_token == used)
                await SignInAsync(cancellationToken);
        }
        finally
        {
            _signingIn.Release();
        }
        return await SendOnceAsync(method, path, body, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (_token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await _http.SendAsync(request, cancellationToken);
    }
}
