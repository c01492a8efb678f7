using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Strikeboard.Web.Access;

/// <summary>
/// A random word in a file that only the owner of the data folder can read; the command line shows it to the running
/// process. New at each start, gone after a clean stop.
/// </summary>
public sealed class ControlToken : IDisposable
{
    public const string FileName = "control.token";
    private const int Bytes = 32;
    private readonly byte[] _hash;
    private readonly string? _path;

    private ControlToken(string token, string? path)
    {
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        _path = path;
    }

    public static ControlToken WriteTo(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        // A leftover may have looser rights; a new file gets its rights before its content.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path, options))
            writer.Write(token);
        return new ControlToken(token, path);
    }

    /// <summary>Null when no process left one, or when it is not ours to read.</summary>
    public static string? ReadFrom(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, FileName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool Matches(string token) =>
        CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public void Dispose()
    {
        if (_path is not null)
            File.Delete(_path);
    }
}
