using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Hosting;

/// <summary>Verbs of the command line: each one is a call to the running process, nothing more; replay and import need none.</summary>
public static class ControlVerbs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Reads = ["status", "stats", "verify"];

    private static readonly string[] Changes =
    [
        "start",
        "stop",
        "restart",
        "pause-entries",
        "resume-entries",
        "cancel-orders",
        "flatten",
        "kill",
        "rearm",
        "shutdown",
    ];

    /// <summary>What cannot be taken back asks to be meant.</summary>
    private static readonly Dictionary<string, string> Grave = new(StringComparer.Ordinal)
    {
        ["flatten"] = "This sells everything that the desk holds, at what the books bid.",
        ["kill"] = "This pauses entries and cancels what rests, until somebody re-arms the desk. What is held stays.",
    };

    public static async Task<int> RunAsync(CommandLine line, Announcer said, CancellationToken cancellationToken)
    {
        var verb = line.Verb!;
        if (verb == "replay")
            return ReplayVerb.Run(line.Settings, said, cancellationToken);
        if (verb == ImportVerb.Name)
            return await ImportVerb.RunAsync(line.Settings, said, cancellationToken);
        if (!Reads.Contains(verb, StringComparer.Ordinal) && !Changes.Contains(verb, StringComparer.Ordinal))
        {
            said.Say($"'{verb}' is not a verb. Known: {string.Join(", ", Reads.Concat(Changes))}, replay, import.");
            return ExitCodes.InvalidSettings;
        }
        if (VerbAsk.Parse(line.Settings) is not { } ask)
        {
            said.Say("--reason needs words behind it.");
            return ExitCodes.InvalidSettings;
        }
        if (Grave.TryGetValue(verb, out var consequence) && !ask.IsSure)
        {
            said.Say($"{consequence} Say '{verb} --yes' if that is meant.");
            return ExitCodes.InvalidSettings;
        }
        var configuration = new ConfigurationBuilder();
        DeskConfiguration.Fill(configuration, Environments.Production, ask.Settings);
        var home = HomeFolder.Resolve(configuration.Build()["Home"], Mode.Demo).Root;
        if (HomeLock.Read(home) is not { } running || ControlToken.ReadFrom(home) is not { } token)
        {
            said.Say($"Strikeboard is not running with the data folder '{home}'.");
            return ExitCodes.NotRunning;
        }
        return await CallAsync(verb, ask, running, token, said, cancellationToken);
    }

    private static async Task<int> CallAsync(
        string verb,
        VerbAsk ask,
        RunningNote running,
        string token,
        Announcer said,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient { BaseAddress = new Uri(running.Url), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return verb switch
            {
                "status" => await StatusAsync(client, running, said, cancellationToken),
                "stats" => await TellAsync(client, "/performance", VerbText.Stats, _ => true, said, cancellationToken),
                "verify" => await TellAsync(
                    client,
                    "/api/system/health",
                    VerbText.Verify,
                    VerbText.IsGood,
                    said,
                    cancellationToken
                ),
                _ => await ChangeAsync(client, verb, ask.Reason, said, cancellationToken),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            said.Say($"No answer from {running.Url} (process {running.ProcessId}): {exception.Message}");
            return ExitCodes.NotRunning;
        }
        catch (JsonException)
        {
            said.Say("The answer could not be read.");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> StatusAsync(
        HttpClient client,
        RunningNote running,
        Announcer said,
        CancellationToken cancellationToken
    )
    {
        // A node on standby leads a reader of its desk elsewhere: its own state is told all the same.
        var (_, risk) = await ReadAsync(client, "/api/risk", cancellationToken);
        return await TellAsync(
            client,
            "/status",
            status => VerbText.Status(running, status, risk),
            _ => true,
            said,
            cancellationToken
        );
    }

    private static async Task<int> TellAsync(
        HttpClient client,
        string path,
        Func<JsonElement, IEnumerable<string>> words,
        Func<JsonElement, bool> isGood,
        Announcer said,
        CancellationToken cancellationToken
    )
    {
        var (status, body) = await ReadAsync(client, path, cancellationToken);
        // Health that is poor is an answer, too, and comes with a status of its own.
        if (status is not (200 or 503) || body.TryGetProperty("code", out _))
        {
            said.Say(VerbText.Sentence(body));
            return ExitCodes.Failed;
        }
        foreach (var line in words(body))
            said.Say(line);
        return isGood(body) ? ExitCodes.Good : ExitCodes.Failed;
    }

    private static async Task<int> ChangeAsync(
        HttpClient client,
        string verb,
        string? reason,
        Announcer said,
        CancellationToken cancellationToken
    )
    {
        using var answer = await client.PostAsJsonAsync(
            $"/api/system/control/{verb}",
            new { reason },
            cancellationToken
        );
        said.Say(VerbText.Sentence(await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)));
        return answer.IsSuccessStatusCode ? ExitCodes.Good : ExitCodes.Failed;
    }

    private static async Task<(int Status, JsonElement Body)> ReadAsync(
        HttpClient client,
        string path,
        CancellationToken cancellationToken
    )
    {
        using var answer = await client.GetAsync(path, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
    }
}
