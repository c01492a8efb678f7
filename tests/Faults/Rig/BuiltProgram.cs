namespace Strikeboard.Faults.Rig;

/// <summary>Where the build put the programs that are started here.</summary>
public static class BuiltProgram
{
    public static string Root { get; } = FindRoot();

    /// <summary>STRIKEBOARD_FAULTS_APP names another build of the app, to measure that one.</summary>
    public static string App =>
        Environment.GetEnvironmentVariable("STRIKEBOARD_FAULTS_APP") is { Length: > 0 } other
            ? Path.GetFullPath(other)
            : Built("Web");

    public static string Simulator => Built("Simulator");

    private static string Built(string room)
    {
        // …/bin/Debug/net10.0/ of this program: the same configuration and framework are meant.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(
            Root,
            "src",
            room,
            "bin",
            framework.Parent!.Name,
            framework.Name,
            $"Strikeboard.{room}.dll"
        );
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("this program runs from the build folder of the repository");
    }
}
