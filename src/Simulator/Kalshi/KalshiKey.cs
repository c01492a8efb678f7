using System.Security.Cryptography;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>A key pair. In a folder it is kept in two files that only the owner can read, and found again by the next start.</summary>
internal sealed record KalshiKey(string Id, string PrivateKeyPem)
{
    private const int Bits = 2048;

    /// <param name="prefix">What the two files' names begin with.</param>
    public static KalshiKey LoadOrCreate(string? folder, string prefix)
    {
        if (folder is null)
        {
            return Create();
        }
        var idPath = Path.Combine(folder, prefix + "-key-id");
        var pemPath = Path.Combine(folder, prefix + "-private-key.pem");
        if (File.Exists(idPath) && File.Exists(pemPath))
        {
            return new KalshiKey(File.ReadAllText(idPath).Trim(), File.ReadAllText(pemPath));
        }
        var made = Create();
        MakePrivateFolder(folder);
        WritePrivate(pemPath, made.PrivateKeyPem);
        // The id is written last: both files are read only once it is there.
        WritePrivate(idPath, made.Id);
        return made;
    }

    public static void MakePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static KalshiKey Create()
    {
        using var rsa = RSA.Create(Bits);
        return new KalshiKey(Guid.NewGuid().ToString(), rsa.ExportPkcs8PrivateKeyPem());
    }

    private static void WritePrivate(string path, string text)
    {
        var temporary = path + ".new";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(temporary, how))
        {
            writer.Write(text);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
