using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Signs on behalf of one key; the kind of key is the implementation's.</summary>
public interface IKalshiSigner
{
    string KeyId { get; }

    /// <summary>Base64 of the signature over this text.</summary>
    string Sign(string text);
}

/// <summary>RSA-PSS with SHA-256 and a salt as long as the digest.</summary>
public sealed class KalshiSigner : IKalshiSigner, IDisposable
{
    private readonly RSA _key = RSA.Create();
    private readonly Lock _gate = new();

    public KalshiSigner(string keyId, string pem)
    {
        KeyId = keyId;
        _key.ImportFromPem(pem);
    }

    public string KeyId { get; }

    /// <summary>Null where no key is configured; a key that cannot be read is an exception, for the start to report.</summary>
    public static KalshiSigner? From(KalshiOptions options)
    {
        if (string.IsNullOrEmpty(options.KeyId))
            return null;
        if (!string.IsNullOrEmpty(options.PrivateKeyPem))
            return new KalshiSigner(options.KeyId, options.PrivateKeyPem);
        return string.IsNullOrEmpty(options.PrivateKeyPath)
            ? null
            : new KalshiSigner(options.KeyId, File.ReadAllText(options.PrivateKeyPath));
    }

    public string Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (_gate)
            return Convert.ToBase64String(_key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>The three headers of a request, good for seconds only: made anew for each attempt.</summary>
public static class KalshiHeaders
{
    public static IEnumerable<(string Name, string Value)> For(
        IKalshiSigner signer,
        string method,
        Uri uri,
        DateTimeOffset venueTime
    )
    {
        var timestamp = venueTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        yield return ("KALSHI-ACCESS-KEY", signer.KeyId);
        yield return ("KALSHI-ACCESS-TIMESTAMP", timestamp);
        // The path as it stands in the request, from the host's root, without the query.
        yield return ("KALSHI-ACCESS-SIGNATURE", signer.Sign(timestamp + method + uri.AbsolutePath));
    }
}
