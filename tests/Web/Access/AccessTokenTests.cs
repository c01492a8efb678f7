using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Web.Tests.Access;

public sealed class AccessTokenTests : IDisposable
{
    private static readonly Authority Someone = new(Guid.NewGuid(), "wilma", Role.Operator, Guid.NewGuid(), true);
    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-keys-").FullName;
    private readonly ManualTime _time = new();
    private readonly AccessSettings _settings;
    private readonly SigningKeyRing _ring;
    private readonly AccessTokens _tokens;

    public AccessTokenTests()
    {
        _settings = new AccessSettings { KeysFolder = _folder, Issuer = "strikeboard-demo" };
        _ring = new SigningKeyRing(_settings, _time);
        _tokens = new AccessTokens(_ring, _settings, _time);
    }

    public void Dispose()
    {
        _ring.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Read_FreshToken_NamesUserAndStamp()
    {
        var (token, expiresAt) = _tokens.Issue(Someone);

        var reading = _tokens.Read(token);

        Assert.Null(reading.Refusal);
        Assert.Equal(Someone.UserId, reading.Holder.UserId);
        Assert.Equal(Someone.SecurityStamp, reading.Holder.SecurityStamp);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), expiresAt);
    }

    [Fact]
    public void Issue_Always_CarriesNoRoleAndNoName()
    {
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(_tokens.Issue(Someone).Token.Split('.')[1]));

        Assert.DoesNotContain("operator", payload, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wilma", payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"None","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES384","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"../../etc/passwd"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":""}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","jku":"https://example.com/keys"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"KID","crit":["exp"]}""")]
    [InlineData("""{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"KID"}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("not json")]
    public void Read_OtherHeaderThoughProperlySigned_Refuses(string header)
    {
        var token = Sign(header.Replace("KID", _ring.Current.Id, StringComparison.Ordinal), Payload());

        Assert.NotNull(_tokens.Read(token).Refusal);
    }

    [Fact]
    public void Read_SameHeaderSignedByTheSameHand_IsTheControlOfTheTestAbove() =>
        Assert.Null(_tokens.Read(Sign(Header(), Payload())).Refusal);

    [Fact]
    public void Read_SymmetricSignatureWithPublicKeyAsSecret_Refuses()
    {
        _ = _ring.Current;
        var pem = File.ReadAllText(Directory.GetFiles(_folder, "*.pem").Single());
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var signed = $"{Part($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{_ring.Current.Id}}"}""")}.{Part(Payload())}";
        var mac = HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed));

        Assert.NotNull(_tokens.Read($"{signed}.{Base64Url.EncodeToString(mac)}").Refusal);
    }

    [Fact]
    public void Read_KeyOfAnotherRing_Refuses()
    {
        using var stranger = new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), _time.GetUtcNow());
        var signed = $"{Part(Header())}.{Part(Payload())}";

        var token = $"{signed}.{Base64Url.EncodeToString(stranger.Sign(Encoding.ASCII.GetBytes(signed)))}";

        Assert.Equal("wrong signature", _tokens.Read(token).Refusal);
    }

    [Fact]
    public void Read_AnyByteOfPayloadChanged_Refuses()
    {
        var parts = _tokens.Issue(Someone).Token.Split('.');
        var payload = Base64Url.DecodeFromChars(parts[1]);
        for (var i = 0; i < payload.Length; i++)
        {
            var changed = (byte[])payload.Clone();
            changed[i] ^= 1;
            Assert.NotNull(_tokens.Read($"{parts[0]}.{Base64Url.EncodeToString(changed)}.{parts[2]}").Refusal);
        }
    }

    [Theory]
    [InlineData("aud", "\"another-api\"")]
    [InlineData("aud", """["strikeboard-api"]""")]
    [InlineData("iss", "\"strikeboard-live\"")]
    [InlineData("sub", "\"admin\"")]
    [InlineData("stamp", "null")]
    [InlineData("exp", "\"9999999999\"")]
    [InlineData("exp", "99999999999999")]
    [InlineData("iat", "0")]
    public void Read_WrongClaimThoughProperlySigned_Refuses(string claim, string value) =>
        Assert.NotNull(_tokens.Read(Sign(Header(), Payload((claim, value)))).Refusal);

    [Fact]
    public void Read_TokenThatWouldLiveTooLong_Refuses()
    {
        var exp = (_time.GetUtcNow() + TimeSpan.FromDays(365)).ToUnixTimeSeconds();

        Assert.NotNull(_tokens.Read(Sign(Header(), Payload(("exp", $"{exp}")))).Refusal);
    }

    [Theory]
    [InlineData(10 * 60 + 29, true)]
    [InlineData(10 * 60 + 30, false)]
    [InlineData(14 * 60, false)]
    public void Read_AsTimePasses_HoldsUntilExpiryPlusSkew(int seconds, bool good)
    {
        var (token, _) = _tokens.Issue(Someone);

        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(good, _tokens.Read(token).Refusal is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c.d")]
    [InlineData("a b.c.d")]
    [InlineData("eyJ=.eyJ.AA")]
    public void Read_Garbage_Refuses(string token) => Assert.NotNull(_tokens.Read(token).Refusal);

    [Fact]
    public void Read_PaddedOrTooLong_Refuses()
    {
        var (token, _) = _tokens.Issue(Someone);

        Assert.NotNull(_tokens.Read(token + "==").Refusal);
        Assert.NotNull(_tokens.Read(token + new string('A', 4096)).Refusal);
    }

    [Fact]
    public void Ring_AfterAMonth_SignsWithNewKeyAndStillReadsTheOld()
    {
        _time.Advance(SigningKeyRing.Turn - TimeSpan.FromSeconds(1));
        var first = _ring.Current.Id;
        _time.Advance(SigningKeyRing.Turn - TimeSpan.FromSeconds(1));
        var (old, _) = _tokens.Issue(Someone);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(string.Equals(first, _ring.Current.Id, StringComparison.Ordinal));
        Assert.Null(_tokens.Read(old).Refusal);
    }

    [Fact]
    public void Ring_TokenOfTheKeyBefore_LivesToItsEndAndNoLonger()
    {
        _ = _ring.Current;
        _time.Advance(SigningKeyRing.Turn - TimeSpan.FromSeconds(1));
        var (old, expiresAt) = _tokens.Issue(Someone);
        _time.Advance(TimeSpan.FromSeconds(1));
        var (fresh, _) = _tokens.Issue(Someone);

        _time.Advance(expiresAt - TimeSpan.FromSeconds(1) - _time.GetUtcNow());
        Assert.Null(_tokens.Read(old).Refusal);
        Assert.Null(_tokens.Read(fresh).Refusal);

        _time.Advance(TimeSpan.FromSeconds(1) + AccessTokens.ClockSkew);
        Assert.Equal("expired", _tokens.Read(old).Refusal);
    }

    [Fact]
    public void Ring_RetiredKey_SignsNothingThatIsBelieved()
    {
        var retired = _ring.Current;
        _time.Advance(SigningKeyRing.Turn);
        _ = _ring.Current;
        Assert.Null(_tokens.Read(SignWith(retired)).Refusal);

        _time.Advance(AccessTokens.Lifetime + AccessTokens.ClockSkew);

        Assert.Equal("wrong algorithm, type or key", _tokens.Read(SignWith(retired)).Refusal);
        using var again = new SigningKeyRing(_settings, _time);
        Assert.Null(again.Find(retired.Id));
        Assert.NotNull(again.Find(_ring.Current.Id));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Ring_AfterRestart_ReadsTokensOfBefore()
    {
        var (token, _) = _tokens.Issue(Someone);

        using var again = new SigningKeyRing(_settings, _time);

        Assert.Null(new AccessTokens(again, _settings, _time).Read(token).Refusal);
    }

    [Fact]
    public void Ring_KeyFile_IsForItsOwnerOnly()
    {
        _ = _ring.Current;
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.GetFiles(_folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    /// <summary>RFC 7515, appendix A.3: proves that the signature is the one the rest of the world means by ES256.</summary>
    [Fact]
    public void Verify_ExampleOfRfc7515_Accepts()
    {
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint
                {
                    X = Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                    Y = Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
                },
            }
        );
        using var signer = new SigningKey(key, _time.GetUtcNow());
        var signed = Encoding.ASCII.GetBytes(
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        );
        var signature = Base64Url.DecodeFromChars(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        );

        Assert.True(signer.Verify(signed, signature));
        signature[10] ^= 1;
        Assert.False(signer.Verify(signed, signature));
    }

    private string Header() => $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{_ring.Current.Id}}"}""";

    private string Payload(params (string Claim, string Value)[] changes)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["iss"] = "\"strikeboard-demo\"",
            ["aud"] = "\"strikeboard-api\"",
            ["sub"] = $"\"{Someone.UserId:D}\"",
            ["stamp"] = $"\"{Someone.SecurityStamp:D}\"",
            ["jti"] = "\"1\"",
            ["iat"] = $"{now}",
            ["exp"] = $"{now + 600}",
        };
        foreach (var (claim, value) in changes)
            claims[claim] = value;
        return "{" + string.Join(',', claims.Select(c => $"\"{c.Key}\":{c.Value}")) + "}";
    }

    private string Sign(string header, string payload) => Sign(_ring.Current, header, payload);

    private string SignWith(SigningKey key) =>
        Sign(key, $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{key.Id}}"}""", Payload());

    private static string Sign(SigningKey key, string header, string payload)
    {
        var signed = $"{Part(header)}.{Part(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
