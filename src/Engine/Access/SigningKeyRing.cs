using System.Globalization;
using System.Security.Cryptography;

namespace Strikeboard.Engine.Access;

/// <summary>
/// The keys that sign access tokens, as files. A new one takes over every thirty days; the one before is believed as long
/// as a token can live that it signed, and then no more: what a copy of it signs later is worth nothing.
/// </summary>
internal sealed class SigningKeyRing : IDisposable
{
    public static readonly TimeSpan Turn = TimeSpan.FromDays(30);
    private static readonly TimeSpan Grace = AccessTokens.Lifetime + AccessTokens.ClockSkew;
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
        RemoveRetired();
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
            return _keys.Find(key => string.Equals(key.Id, id, StringComparison.Ordinal) && !IsRetired(key));
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
        using (var writer = new StreamWriter(FileOf(now), options))
            writer.Write(key.ExportPem());
        _keys.Add(key);
        RemoveRetired();
        return key;
    }

    private void RemoveRetired()
    {
        foreach (var key in _keys.FindAll(IsRetired))
        {
            // Not disposed: a reader that found it in time may still be at it.
            _keys.Remove(key);
            File.Delete(FileOf(key.CreatedAt));
        }
    }

    private bool IsRetired(SigningKey key)
    {
        var now = _time.GetUtcNow();
        return _keys.Exists(other => other.CreatedAt > key.CreatedAt && now >= other.CreatedAt + Grace);
    }

    private string FileOf(DateTimeOffset createdAt) =>
        Path.Combine(
            _folder,
            $"{Prefix}{createdAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}.pem"
        );

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
