using Strikeboard.Model;

namespace Strikeboard.Web.Hosting;

/// <summary>What follows the verb: files, three options of its own, and settings as everywhere.</summary>
internal sealed record ImportArguments(
    IReadOnlyList<string> Files,
    Symbol? Symbol,
    TimeZoneInfo Zone,
    bool DryRun,
    string[] Settings
)
{
    public static (ImportArguments? Arguments, string Fault) Read(string[] arguments)
    {
        var (files, settings) = (new List<string>(), new List<string>());
        var (symbol, zone, dryRun) = (default(Symbol?), TimeZoneInfo.Utc, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (name is null)
            {
                files.Add(System.IO.Path.GetFullPath(arguments[i]));
                continue;
            }
            if (name == "--dry-run")
            {
                dryRun = true;
                continue;
            }
            if (value is null && ++i == arguments.Length)
                return (null, $"{name}: names no value");
            value ??= arguments[i];
            if (name == "--symbol")
            {
                if (!Model.Symbol.TryParse(value, out var named))
                    return (null, $"--symbol: '{value}' is not 1 to {Model.Symbol.LongestName} letters or digits");
                symbol = named;
            }
            else if (name == "--zone")
            {
                if (!TimeZoneInfo.TryFindSystemTimeZoneById(value, out var found))
                    return (null, $"--zone: '{value}' is not a zone such as America/New_York");
                zone = found;
            }
            else
                settings.Add($"{name}={value}");
        }
        return files.Count > 0
            ? (new ImportArguments(files, symbol, zone, dryRun, [.. settings]), "")
            : (null, "import FILE... [--symbol BTC] [--zone America/New_York] [--dry-run]: names no file");
    }

    private static (string? Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
            return (null, null);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
