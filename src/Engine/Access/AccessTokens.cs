using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Strikeboard.Engine.Access;

/// <summary>
/// Signed access tokens of one single kind: ES256, type at+jwt, our issuer and audience, our own key. Everything else
/// is refused before any key is tried. A token says who and since when, never what they may do: that is read anew.
/// </summary>
public sealed class AccessTokens
{
    public const string Audience = "strikeboard-api";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private const string Algorithm = "ES256";
    private const string Type = "at+jwt";
    private const int Longest = 2048;
    private const int SignatureBytes = 64;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };
    private readonly SigningKeyRing _ring;
    private readonly string _issuer;
    private readonly TimeProvider _time;

    internal AccessTokens(SigningKeyRing ring, AccessSettings settings, TimeProvider time) =>
        (_ring, _issuer, _time) = (ring, settings.Issuer, time);

    public (string Token, DateTimeOffset ExpiresAt) Issue(Authority authority)
    {
        var now = _time.GetUtcNow();
        var expiresAt = now + Lifetime;
        var key = _ring.Current;
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                alg = Algorithm,
                typ = Type,
                kid = key.Id,
            }
        );
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                iss = _issuer,
                aud = Audience,
                sub = authority.UserId.ToString("D"),
                stamp = authority.SecurityStamp.ToString("D"),
                sid = authority.SessionId?.ToString("D") ?? "",
                jti = Guid.NewGuid().ToString("N"),
                iat = now.ToUnixTimeSeconds(),
                exp = expiresAt.ToUnixTimeSeconds(),
            }
        );
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = key.Sign(Encoding.ASCII.GetBytes(signed));
        return ($"{signed}.{Base64Url.EncodeToString(signature)}", expiresAt);
    }

    /// <summary>The reason of a refusal is for the log; a caller is told no more than that the token is not valid.</summary>
    public TokenReading Read(string token)
    {
        if (token.Length > Longest)
            return TokenReading.Refused("too long");
        var parts = token.Split('.');
        if (parts.Length != 3)
            return TokenReading.Refused("not three parts");
        if (
            Decode(parts[0]) is not { } header
            || Decode(parts[1]) is not { } payload
            || Decode(parts[2]) is not { } signature
        )
            return TokenReading.Refused("not base64url");
        try
        {
            return ReadHeader(header) is { } key
                ? Read(key, $"{parts[0]}.{parts[1]}", payload, signature)
                : TokenReading.Refused("wrong algorithm, type or key");
        }
        catch (JsonException)
        {
            return TokenReading.Refused("not JSON");
        }
    }

    private TokenReading Read(SigningKey key, string signed, byte[] payload, byte[] signature)
    {
        if (signature.Length != SignatureBytes || !key.Verify(Encoding.ASCII.GetBytes(signed), signature))
            return TokenReading.Refused("wrong signature");
        using var document = JsonDocument.Parse(payload, Strict);
        var claims = document.RootElement;
        if (Text(claims, "iss") != _issuer || Text(claims, "aud") != Audience)
            return TokenReading.Refused("wrong issuer or audience");
        var now = _time.GetUtcNow();
        if (Time(claims, "exp") is not { } expires || now >= expires + ClockSkew)
            return TokenReading.Refused("expired");
        if (Time(claims, "iat") is not { } issued || issued > now + ClockSkew || expires - issued > Lifetime)
            return TokenReading.Refused("issued in the future, or for too long");
        return
            Guid.TryParseExact(Text(claims, "sub"), "D", out var user)
            && Guid.TryParseExact(Text(claims, "stamp"), "D", out var stamp)
            ? new TokenReading(new Credential(user, stamp, Session(Text(claims, "sid"))), null)
            : TokenReading.Refused("no subject");
    }

    private SigningKey? ReadHeader(byte[] header)
    {
        using var document = JsonDocument.Parse(header, Strict);
        var fields = document.RootElement;
        // Keys named or carried by the token itself (jku, jwk, x5u, x5c) and extensions (crit) are never followed.
        if (fields.ValueKind != JsonValueKind.Object || fields.GetPropertyCount() != 3)
            return null;
        return Text(fields, "alg") == Algorithm && Text(fields, "typ") == Type && Text(fields, "kid") is { } kid
            ? _ring.Find(kid)
            : null;
    }

    private static Guid? Session(string? text) => Guid.TryParseExact(text, "D", out var session) ? session : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Only the one canonical spelling: no padding, no spaces, no stray bits at the end.</summary>
    private static byte[]? Decode(string text)
    {
        if (text.Length == 0 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || text.Length % 4 == 1)
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}

/// <summary>What a token says once it has been believed; else why it was not.</summary>
public sealed record TokenReading(Credential Holder, string? Refusal)
{
    private static readonly Credential Nobody = new(Guid.Empty, Guid.Empty);

    public static TokenReading Refused(string reason) => new(Nobody, reason);
}
