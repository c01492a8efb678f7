using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Strikeboard.Faults.Bodies;

/// <summary>Somebody who calls: a stranger, a person with a token that is renewed in time, or a script with a key.</summary>
internal sealed class Caller(string name, HttpClient door)
{
    private const string Password = "calls all day long";
    private string? _token;
    private string? _key;

    public string Name => name;

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
        made.Add(await owner.MakeKeyAsync("reader", "viewer", [], cancellationToken));
        made.Add(await owner.MakeKeyAsync("actor", "administrator", ["*"], cancellationToken));
        return made;
    }

    /// <summary>A token lives ten minutes, and a command that was good by accident may have ended it.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (_key is null && name != "stranger")
            _token = await TokenAsync(door, name, Password, cancellationToken);
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
        var answer = await PostAsync(door, "/api/auth/token", null, new { userName, password }, cancellationToken);
        return answer.GetProperty("accessToken").GetString()!;
    }

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
