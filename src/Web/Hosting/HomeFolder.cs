using Strikeboard.Model;

namespace Strikeboard.Web.Hosting;

/// <summary>
/// The data folder. What belongs to one mode lies in a folder of that mode; the lock and the control token belong to the
/// one process that uses the folder.
/// </summary>
public sealed record HomeFolder(string Root, string ForMode)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass =
        OwnerOnly
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    public string Keys => Path.Combine(ForMode, "keys");
    public string Logs => Path.Combine(ForMode, "logs");
    public string Recording => Path.Combine(ForMode, "recording");
    public string Trading => Path.Combine(ForMode, "trading");
    public string Exports => Path.Combine(ForMode, "exports");

    /// <summary>As root PostgreSQL runs as another user, who could not enter a folder below root's own home.</summary>
    public static HomeFolder Resolve(string? configured, Mode mode)
    {
        var root =
            !string.IsNullOrWhiteSpace(configured) ? configured
            : !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? "/var/lib/strikeboard"
            : ".strikeboard";
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        return new HomeFolder(full, Path.Combine(full, mode.ToString().ToLowerInvariant()));
    }

    /// <summary>Null, or why the folder cannot be used.</summary>
    public string? Create()
    {
        try
        {
            Make(Root, OthersMayPass);
            Make(ForMode, OthersMayPass);
            Make(Exports, OthersMayPass);
            Make(Logs, OwnerOnly);
            Make(Recording, OwnerOnly);
            Make(Trading, OwnerOnly);
            Make(Keys, OwnerOnly);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"Home: '{Root}' cannot be used: {exception.Message}";
        }
    }

    private static void Make(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        if (!Directory.Exists(path))
            Directory.CreateDirectory(path, mode);
        else if (mode == OwnerOnly)
            File.SetUnixFileMode(path, mode);
    }
}
