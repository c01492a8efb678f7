namespace Strikeboard.Web.Hosting;

/// <summary>A verb, if there is one, and the settings that follow it.</summary>
public sealed record CommandLine(string? Verb, string[] Settings)
{
    public static CommandLine Parse(string[] arguments) =>
        arguments is [var first, .. var rest] && IsVerb(first)
            ? new CommandLine(first, rest)
            : new CommandLine(null, arguments);

    private static bool IsVerb(string argument) =>
        argument.Length > 0
        && char.IsAsciiLetter(argument[0])
        && argument.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
