using System.Security.Cryptography;

namespace Strikeboard.Data.Embedded;

/// <summary>The paths of one private server, and who may read them.</summary>
internal sealed class ClusterFolder(string home)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int PasswordBytes = 32;
    private const long LogLimit = 16 * 1024 * 1024;

    public string Home { get; } = Path.GetFullPath(home);
    public string Root => Path.Combine(Home, "postgres");
    public string Data => Path.Combine(Root, "data");
    public string Unfinished => Path.Combine(Root, "data.init");
    public string Log => Path.Combine(Root, "postgres.log");
    public string PidFile => Path.Combine(Data, "postmaster.pid");
    public string StartLock => Path.Combine(Root, "start.lock");
    public string OwnerLock => Path.Combine(Root, "owner.lock");
    public string PasswordFile => Path.Combine(Root, "password");

    /// <summary>The major version that made the data, or null before the first start.</summary>
    public int? MajorVersion =>
        File.Exists(Path.Combine(Data, "PG_VERSION"))
            ? int.Parse(
                File.ReadAllText(Path.Combine(Data, "PG_VERSION")),
                System.Globalization.CultureInfo.InvariantCulture
            )
            : null;

    public async Task PrepareAsync(Tools tools, CancellationToken ct)
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Root);
        if (OperatingSystem.IsWindows())
            return;
        // The account that runs the server must be able to pass through, not to look around.
        if (tools.Account is not null)
            File.SetUnixFileMode(
                Home,
                File.GetUnixFileMode(Home) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
            );
        File.SetUnixFileMode(Root, OwnerOnly);
        await tools.HandOverAsync(Root, ct);
    }

    public async Task<string> PasswordAsync(Tools tools, CancellationToken ct)
    {
        if (File.Exists(PasswordFile) && await File.ReadAllTextAsync(PasswordFile, ct) is { Length: > 0 } known)
            return known;
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        await using (var writer = new StreamWriter(PasswordFile, options))
            await writer.WriteAsync(password.AsMemory(), ct);
        await tools.HandOverAsync(PasswordFile, ct);
        return password;
    }

    /// <summary>Where the log ends now, so that a failed start can quote what it added.</summary>
    public long LogEnd()
    {
        var log = new FileInfo(Log);
        if (log is { Exists: true, Length: > LogLimit })
        {
            log.MoveTo(Log + ".1", overwrite: true);
            return 0;
        }

        return log.Exists ? log.Length : 0;
    }

    public async Task<string> LogSinceAsync(long position, CancellationToken ct)
    {
        if (!File.Exists(Log))
            return "";
        await using var file = new FileStream(
            Log,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        file.Seek(Math.Min(position, file.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync(ct)).Trim();
    }
}
