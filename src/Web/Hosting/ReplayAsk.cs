using System.Globalization;
using Strikeboard.Engine.Recording;
using Strikeboard.Model;

namespace Strikeboard.Web.Hosting;

/// <summary>What the verb replay was asked for; every other argument is a setting.</summary>
internal sealed record ReplayAsk(ReplayRequest Request, string[] Settings)
{
    public const string Usage =
        "replay [--hour 2026-11-21T13] [--from TIME] [--to TIME] [--symbol BTC] [--today], times in UTC";

    /// <summary>Either the ask or a sentence about what cannot be read.</summary>
    public static (ReplayAsk? Ask, string? Fault) Parse(IReadOnlyList<string> arguments)
    {
        var request = new ReplayRequest();
        var settings = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = Split(arguments[index]);
            if (name == "--today")
            {
                request = request with { WithToday = true };
                continue;
            }
            // Who gives a setting wants to see what it does.
            if (name.StartsWith("--Pipeline:", StringComparison.OrdinalIgnoreCase))
                request = request with { WithToday = true };
            if (name is not ("--hour" or "--from" or "--to" or "--symbol"))
            {
                settings.Add(arguments[index]);
                continue;
            }
            value ??= ++index < arguments.Count ? arguments[index] : "";
            if (With(request, name, value) is not { } next)
                return (null, $"{name}: '{value}' cannot be read. Usage: {Usage}");
            request = next;
        }
        return (new ReplayAsk(request, [.. settings]), null);
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static ReplayRequest? With(ReplayRequest request, string name, string value)
    {
        if (name == "--symbol")
            return Symbol.TryParse(value, out var symbol) ? request with { Symbol = symbol } : null;
        if (name == "--hour")
            return RecordingFolder.TryParseHour(value, out var hour)
                ? request with
                {
                    From = hour,
                    To = hour.AddHours(1),
                }
                : null;
        if (
            !DateTimeOffset.TryParse(
                value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
            return null;
        return name == "--from" ? request with { From = time } : request with { To = time };
    }
}
