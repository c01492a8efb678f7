using System.Text.RegularExpressions;

namespace Strikeboard.Examples;

/// <summary>The guide cannot rot: each block of code in it is a marked part of a file that compiles and is run here.</summary>
public sealed partial class GuideTests
{
    private const string Guide = "docs/how-to-extend.md";

    public static TheoryData<string> Names => [.. Blocks().Select(block => block.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Block_InTheGuide_IsWhatIsCompiled(string name)
    {
        var block = Blocks().Single(block => block.Name == name);

        Assert.Equal(Marked(name), block.Code);
    }

    [Fact]
    public void Guide_EveryBlock_NamesWhereItComesFrom() => Assert.Equal(Fences().Count(Read()), 2 * Blocks().Count);

    [Fact]
    public void Examples_EveryMarkedPart_IsInTheGuide()
    {
        var marked = Directory
            .EnumerateFiles(Path.Combine(Top(), "tests", "Examples"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .SelectMany(file => Marks().Matches(File.ReadAllText(file)).Select(mark => mark.Groups["part"].Value))
            .Where(mark => mark != "end");

        Assert.Empty(marked.Except(Blocks().Select(block => block.Name.Split('#')[^1]), StringComparer.Ordinal));
    }

    private static List<(string Name, string Code)> Blocks() =>
        [
            .. Block()
                .Matches(Read())
                .Select(block => (block.Groups["name"].Value, block.Groups["code"].Value.TrimEnd())),
        ];

    /// <summary>FILE#PART is what stands between the two marks, moved to the left; FILE alone is all of it.</summary>
    private static string Marked(string name)
    {
        var parts = name.Split('#');
        var text = File.ReadAllText(Path.Combine(Top(), "tests", "Examples", parts[0])).ReplaceLineEndings("\n");
        if (parts.Length == 1)
            return text.TrimEnd();
        var lines = text.Split('\n').ToList();
        var start = lines.FindIndex(line => line.Trim() == $"// doc: {parts[1]}") + 1;
        Assert.True(start > 0, $"{parts[0]} has no part '{parts[1]}'");
        var part = lines[start..lines.FindIndex(start, line => line.Trim() == "// doc: end")];
        var margin = part.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', part.Select(line => line.Length > margin ? line[margin..] : "")).TrimEnd();
    }

    private static string Read() => File.ReadAllText(Path.Combine(Top(), Guide)).ReplaceLineEndings("\n");

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the house");
        return folder.FullName;
    }

    [GeneratedRegex(
        @"<!-- tests/Examples/(?<name>\S+) -->\n```\w+\n(?<code>.*?)\n```\n",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Block();

    [GeneratedRegex("^```", RegexOptions.Multiline, 1000)]
    private static partial Regex Fences();

    [GeneratedRegex("// doc: (?<part>[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
