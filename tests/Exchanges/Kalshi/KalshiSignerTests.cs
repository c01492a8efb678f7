using System.Security.Cryptography;
using System.Text;
using Strikeboard.Exchanges.Kalshi;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiSignerTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_789_070_462_500);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Headers_AreVerifiedByThePublicKey(bool pkcs8)
    {
        using var key = RSA.Create(2048);
        var pem = pkcs8 ? key.ExportPkcs8PrivateKeyPem() : key.ExportRSAPrivateKeyPem();
        using var signer = KalshiSigner.From(new KalshiOptions { KeyId = "a-key", PrivateKeyPem = pem })!;
        var uri = new Uri("https://venue.test/trade-api/v2/markets?series_ticker=KXBTCD");

        var headers = KalshiHeaders
            .For(signer, "GET", uri, Time)
            .ToDictionary(h => h.Name, h => h.Value, StringComparer.Ordinal);

        Assert.Equal(("a-key", "1789070462500"), (headers["KALSHI-ACCESS-KEY"], headers["KALSHI-ACCESS-TIMESTAMP"]));
        Assert.True(Verifies("1789070462500GET/trade-api/v2/markets"));
        Assert.False(Verifies("1789070462500GET/trade-api/v2/markets?series_ticker=KXBTCD"));
        Assert.False(Verifies("1789070462501GET/trade-api/v2/markets"));

        bool Verifies(string text) =>
            key.VerifyData(
                Encoding.UTF8.GetBytes(text),
                Convert.FromBase64String(headers["KALSHI-ACCESS-SIGNATURE"]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pss
            );
    }

    [Fact]
    public void Signer_WithoutAKey_IsNone() => Assert.Null(KalshiSigner.From(new KalshiOptions()));

    [Fact]
    public void Signer_WithAKeyThatCannotBeRead_IsAnError() =>
        Assert.Throws<ArgumentException>(() =>
            KalshiSigner.From(new KalshiOptions { KeyId = "a", PrivateKeyPem = "no key" })
        );
}
