using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Strikeboard.Faults.Bodies;

/// <summary>Somebody who calls: a stranger, a person with a token that is renewed in time, or a script with a key.</summary>
internal sealed class Caller(string name, HttpClient door)
{
    private const string Reader = "reader";
    private const string Actor = "actor";
    private const string Password = "calls all day long";
    private string? _token;
    private string? _key;

    public string Name => name;

    public bool IsPerson => _key is null && name != "stranger";

    /// <summary>An administrator's word reaches what is another's.</summary>
    public bool MayReach(string owner) => owner == name || name is "caller-administrator" or "key-" + Actor;

    public void Sign(HttpRequestMessage message)
    {
        if (_token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (_key is not null)
            message.Headers.TryAddWithoutValidation("X-Api-Key", _key);
    }

    public static async Task<IReadOnlyList<Caller>> HireAsync(
        HttpClient door,
        string adminPassword,
        CancellationToken cancellationToken
    )
    {
        var admin = await TokenAsync(door, "admin", adminPassword, cancellationToken);
        var made = new List<Caller> { new("stranger", door) };
        foreach (var role in new[] { "viewer", "operator", "trader", "administrator" })
        {
            var caller = new Caller($"caller-{role}", door);
            var user = new
            {
                userName = caller.Name,
                role,
                password = Password,
            };
            await PostAsync(door, "/api/users", admin, user, cancellationToken);
            await caller.RenewAsync(cancellationToken);
            made.Add(caller);
        }
        var owner = made[^1];
        made.Add(await owner.MakeKeyAsync(Reader, "viewer", [], cancellationToken));
        made.Add(await owner.MakeKeyAsync(Actor, "administrator", ["*"], cancellationToken));
        return made;
    }

    /// <summary>A token lives ten minutes, and a command that was good by accident may have ended it.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (IsPerson)
            _token = await TokenAsync(door, name, Password, cancellationToken);
    }

    /// <summary>Of a sign-in of its own, which may be ended: the calls are signed with another.</summary>
    public async Task<Find> SpareRefreshTokenAsync(CancellationToken cancellationToken)
    {
        var tokens = await SignInAsync(door, name, Password, cancellationToken);
        return new Find(name, tokens.GetProperty("refreshToken").GetString()!);
    }

    /// <summary>The word of a key that only reads; null where there are too many keys already.</summary>
    public async Task<Find?> SpareKeyAsync(CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/keys")
        {
            Content = JsonContent.Create(new { name = "spare" }),
        };
        Sign(message);
        using var answer = await door.SendAsync(message, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return null;
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new Find(name, made.GetProperty("key").GetString()!);
    }

    public async Task<IEnumerable<Find>> SpareKeyIdsAsync(CancellationToken cancellationToken)
    {
        var keys = await GetAsync("/api/keys?limit=1000", cancellationToken);
        return
        [
            .. keys.GetProperty("items")
                .EnumerateArray()
                .Where(key => key.GetProperty("name").GetString() is not (Reader or Actor))
                .Select(key => new Find(name, key.GetProperty("id").GetString()!)),
        ];
    }

    public async Task<IEnumerable<Find>> SpareSessionsAsync(CancellationToken cancellationToken)
    {
        var own = (await GetAsync("/api/me", cancellationToken)).GetProperty("sessionId").GetString();
        var sessions = await GetAsync("/api/sessions?limit=1000", cancellationToken);
        return
        [
            .. sessions
                .GetProperty("items")
                .EnumerateArray()
                .Select(session => session.GetProperty("id").GetString()!)
                .Where(id => id != own)
                .Select(id => new Find(name, id)),
        ];
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        Sign(message);
        using var answer = await door.SendAsync(message, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    private async Task<Caller> MakeKeyAsync(
        string keyName,
        string role,
        string[] verbs,
        CancellationToken cancellationToken
    )
    {
        var wish = new
        {
            name = keyName,
            role,
            verbs,
        };
        var answer = await PostAsync(door, "/api/keys", _token!, wish, cancellationToken);
        return new Caller($"key-{keyName}", door) { _key = answer.GetProperty("key").GetString() };
    }

    private static async Task<string> TokenAsync(
        HttpClient door,
        string userName,
        string password,
        CancellationToken cancellationToken
    )
    {
        var tokens = await SignInAsync(door, userName, password, cancellationToken);
        return tokens.GetProperty("accessToken").GetString()!;
    }

    private static Task<JsonElement> SignInAsync(
        HttpClient door,
        string userName,
        string password,
        CancellationToken cancellationToken
    ) => PostAsync(door, "/api/auth/token", null, new { userName, password }, cancellationToken);

    private static async Task<JsonElement> PostAsync(
        HttpClient door,
        string path,
        string? token,
        object body,
        CancellationToken cancellationToken
    )
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await door.SendAsync(message, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}
