using System.Text.Json;
using Strikeboard.Exchanges.Http;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>The four shapes in which the venue says no.</summary>
public static class KalshiErrors
{
    private const int LongestText = 200;

    public static VenueError Parse(int status, string body)
    {
        var (code, message) = Read(body);
        if (code.Length == 0 && status == 429)
            code = "too_many_requests";
        // A stale timestamp heals by itself: the next attempt is signed with the venue's own time.
        var transient =
            VenueHttp.IsTransientStatus(status) || code.StartsWith("header_timestamp", StringComparison.Ordinal);
        return new VenueError(status, Cut(code), Cut(message), transient);
    }

    private static (string Code, string Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object)
                return ("", "");
            if (!json.TryGetProperty("error", out var error))
                return (json.Text("code") ?? "", json.Text("msg") ?? Message(json));
            return error.ValueKind switch
            {
                JsonValueKind.Object => (error.Text("code") ?? "", Message(error)),
                JsonValueKind.String => ("", error.GetString()!),
                _ => ("", ""),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ("", "");
        }
    }

    private static string Message(JsonElement json) =>
        (json.Text("message"), json.Text("details")) switch
        {
            ({ Length: > 0 } message, { Length: > 0 } details) => $"{message} ({details})",
            var (message, details) => message ?? details ?? "",
        };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
