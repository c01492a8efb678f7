namespace Strikeboard.Web.Hosting;

/// <summary>What was typed behind a verb: why, whether it is meant, and settings such as where the data folder is.</summary>
internal sealed record VerbAsk(string? Reason, bool IsSure, string[] Settings)
{
    private const string ReasonOption = "--reason";
    private const string SureOption = "--yes";

    /// <summary>Null where a reason is announced and not given.</summary>
    public static VerbAsk? Parse(IReadOnlyList<string> arguments)
    {
        string? reason = null;
        var (isSure, settings) = (false, new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == SureOption)
                isSure = true;
            else if (arguments[i].StartsWith($"{ReasonOption}=", StringComparison.Ordinal))
                reason = arguments[i][(ReasonOption.Length + 1)..];
            else if (arguments[i] != ReasonOption)
                settings.Add(arguments[i]);
            else if (++i < arguments.Count && !arguments[i].StartsWith("--", StringComparison.Ordinal))
                reason = arguments[i];
            else
                return null;
        }
        return new VerbAsk(reason, isSure, [.. settings]);
    }
}
