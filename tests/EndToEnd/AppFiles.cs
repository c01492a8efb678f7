namespace Strikeboard.EndToEnd.Tests;

/// <summary>Where the built app lies: the very files that "dotnet run" would start, in the configuration of the tests.</summary>
internal static class AppFiles
{
    public static string Top { get; } = FindTop();

    public static string WebProject => Path.Combine(Top, "src", "Web");

    public static string WebProgram
    {
        get
        {
            var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            return Path.Combine(WebProject, "bin", output.Parent!.Name, output.Name, "Strikeboard.Web.dll");
        }
    }

    private static string FindTop()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run from their build output inside the repository.");
    }
}
