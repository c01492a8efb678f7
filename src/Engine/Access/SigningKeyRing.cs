using System.Globalization;
using System.Security.Cryptography;

namespace Strikeboard.Engine.Access;

/// <summary>
/// The keys that sign access tokens, as files. A new one takes over every thirty days; the one before is kept as long
/// as a token signed by it can live.
/// </summary>
internal sealed class SigningKeyRing : IDisposable
{
    public static readonly TimeSpan Turn = TimeSpan.FromDays(30);
    private const string Prefix = "access-";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly List<SigningKey> _keys = [];

    public SigningKeyRing(AccessSettings settings, TimeProvider time)
    {
        (_folder, _time) = (settings.KeysFolder, time);
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(_folder, $"{Prefix}*.pem").Order(StringComparer.Ordinal))
        {
            if (CreatedAt(file) is { } createdAt)
                _keys.Add(Load(file, createdAt));
        }
    }

    public SigningKey Current
    {
        get
        {
            lock (_gate)
            {
                var newest = _keys.MaxBy(key => key.CreatedAt);
                return newest is not null && _time.GetUtcNow() - newest.CreatedAt < Turn ? newest : Add();
            }
        }
    }

    public SigningKey? Find(string id)
    {
        lock (_gate)
            return _keys.Find(key => string.Equals(key.Id, id, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (var key in _keys)
            key.Dispose();
    }

    private SigningKey Add()
    {
        var now = _time.GetUtcNow();
        var key = new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), now);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var name = $"{Prefix}{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}.pem";
        using (var writer = new StreamWriter(Path.Combine(_folder, name), options))
            writer.Write(key.ExportPem());
        _keys.Add(key);
        return key;
    }

    private static SigningKey Load(string file, DateTimeOffset createdAt)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new SigningKey(key, createdAt);
    }

    private static DateTimeOffset? CreatedAt(string file) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileNameWithoutExtension(file)[Prefix.Length..],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}
