using System.Net.Http.Headers;
using System.Text.Json;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Hosting;

/// <summary>Verbs of the command line: each one is a call to the running process, nothing more; replay and import need none.</summary>
public static class ControlVerbs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Changes = ["start", "stop", "restart", "shutdown"];

    private static readonly string[] Later =
    [
        "stats",
        "verify",
        "pause-entries",
        "resume-entries",
        "cancel-orders",
        "flatten",
        "kill",
        "rearm",
    ];

    public static async Task<int> RunAsync(CommandLine line, Announcer said, CancellationToken cancellationToken)
    {
        var verb = line.Verb!;
        if (verb == "replay")
            return ReplayVerb.Run(line.Settings, said, cancellationToken);
        if (verb == ImportVerb.Name)
            return await ImportVerb.RunAsync(line.Settings, said, cancellationToken);
        if (Later.Contains(verb, StringComparer.Ordinal))
        {
            said.Say($"'{verb}': there is no trading desk in this build yet, so there is nothing for it to act on.");
            return ExitCodes.Failed;
        }
        if (verb != "status" && !Changes.Contains(verb, StringComparer.Ordinal))
        {
            said.Say(
                $"'{verb}' is not a verb. Known: status, replay, import, {string.Join(", ", Changes.Concat(Later))}."
            );
            return ExitCodes.InvalidSettings;
        }
        var configuration = new ConfigurationBuilder();
        DeskConfiguration.Fill(configuration, Environments.Production, line.Settings);
        var home = HomeFolder.Resolve(configuration.Build()["Home"], Mode.Demo).Root;
        if (HomeLock.Read(home) is not { } running || ControlToken.ReadFrom(home) is not { } token)
        {
            said.Say($"Strikeboard is not running with the data folder '{home}'.");
            return ExitCodes.NotRunning;
        }
        return await CallAsync(verb, running, token, said, cancellationToken);
    }

    private static async Task<int> CallAsync(
        string verb,
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
            using var answer =
                verb == "status"
                    ? await client.GetAsync("/status", cancellationToken)
                    : await client.PostAsync($"/api/system/control/{verb}", null, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            said.Say(verb == "status" ? Status(running, body) : Sentence(body));
            return answer.IsSuccessStatusCode ? ExitCodes.Good : ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            said.Say($"No answer from {running.Url} (process {running.ProcessId}): {exception.Message}");
            return ExitCodes.NotRunning;
        }
    }

    private static string Status(RunningNote running, string body)
    {
        using var document = JsonDocument.Parse(body);
        var status = document.RootElement;
        return $"Strikeboard ({running.Mode}) at {running.Url}, process {running.ProcessId}{Environment.NewLine}"
            + $"pipeline {Text(status, "state")}, asked to be {Text(status, "desired")}, cycle {Text(status, "cycle")}";
    }

    private static string Sentence(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var text = Text(document.RootElement, "message");
            return text.Length > 0 ? text : Text(document.RootElement, "detail");
        }
        catch (JsonException)
        {
            return "The answer could not be read.";
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ToString()
            : "";
}
