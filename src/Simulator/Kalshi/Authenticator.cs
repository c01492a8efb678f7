using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Strikeboard.Simulator.Kalshi;

internal enum AuthVerdict
{
    Unsigned,
    Accepted,
    SignatureMissing,
    UnknownKey,
    Expired,
    WrongSignature,
}

/// <summary>Checks the three headers: RSA-PSS over timestamp, method and path from the host's root, without the query.</summary>
internal sealed class Authenticator(KalshiKeys keys, TimeProvider time) : IDisposable
{
    public const string KeyHeader = "KALSHI-ACCESS-KEY";
    public const string TimestampHeader = "KALSHI-ACCESS-TIMESTAMP";
    public const string SignatureHeader = "KALSHI-ACCESS-SIGNATURE";
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, RSA> held = new(StringComparer.Ordinal);

    /// <summary>Whose key the request names, signed or not.</summary>
    public string? Claimed(HttpRequest request) => keys.OwnerOf(request.Headers[KeyHeader]);

    public AuthVerdict Check(HttpRequest request) => Check(request, out _);

    public AuthVerdict Check(HttpRequest request, out string? account)
    {
        account = null;
        string? id = request.Headers[KeyHeader];
        string? timestamp = request.Headers[TimestampHeader];
        string? signature = request.Headers[SignatureHeader];
        if (id is null && timestamp is null && signature is null)
        {
            return AuthVerdict.Unsigned;
        }
        if (string.IsNullOrEmpty(signature))
        {
            return AuthVerdict.SignatureMissing;
        }
        if (keys.OwnerOf(id) is not { } owner)
        {
            return AuthVerdict.UnknownKey;
        }
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || Age(milliseconds) > Tolerance
        )
        {
            return AuthVerdict.Expired;
        }
        // As it came over the wire: a path decoded and encoded again may differ from what was signed.
        var path = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        if (!Verifies(owner, $"{timestamp}{request.Method.ToUpperInvariant()}{path}", signature))
        {
            return AuthVerdict.WrongSignature;
        }
        account = owner;
        return AuthVerdict.Accepted;
    }

    public void Dispose()
    {
        foreach (var rsa in held.Values)
        {
            rsa.Dispose();
        }
    }

    private TimeSpan Age(long milliseconds)
    {
        var difference = time.GetUtcNow().ToUnixTimeMilliseconds() - (decimal)milliseconds;
        return TimeSpan.FromMilliseconds((double)Math.Abs(difference) is var d && d < 1e9 ? d : 1e9);
    }

    private bool Verifies(string owner, string text, string signature)
    {
        var rsa = held.GetOrAdd(owner, name => Import(keys.Of(name).PrivateKeyPem));
        var bytes = new byte[512];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
        {
            return false;
        }
        lock (rsa)
        {
            return rsa.VerifyData(
                Encoding.UTF8.GetBytes(text),
                bytes.AsSpan(0, length),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pss
            );
        }
    }

    private static RSA Import(string pem)
    {
        var loaded = RSA.Create();
        loaded.ImportFromPem(pem);
        return loaded;
    }
}
