namespace Strikeboard.Engine;

/// <summary>What a person typed, as a pattern in which no character of theirs has a meaning.</summary>
internal static class Patterns
{
    public const string Escape = "\\";

    public static string Containing(string text) =>
        $"%{text.Replace(Escape, @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
