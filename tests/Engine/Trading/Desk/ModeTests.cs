using System.Security.Cryptography;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Paper;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Desk;

/// <summary>Which account a mode trades, whatever keys it was given.</summary>
public sealed class ModeTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_WithAKey_SendsNothing()
    {
        await using var bench = await CreateAsync(Mode.Live);

        var answer = await bench.Get<TradingVenue>().Orders.PlaceAsync(Order, Ct);

        Assert.Equal("live trading is locked", Assert.IsType<PlaceAnswer.NotSent>(answer).Reason);
    }

    [Fact]
    public async Task Paper_WithAKey_TradesTheLocalVenue()
    {
        await using var bench = await CreateAsync(Mode.Paper);

        Assert.IsType<PaperVenue>(bench.Get<TradingVenue>().Orders);
    }

    private static OrderRequest Order =>
        new()
        {
            ClientOrderId = "sb-1-1",
            Instrument = "KXBTCD-26NOV2117-T115199.99",
            ExchangeIndex = KalshiOptions.CryptoShard,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = 1,
            LimitPrice = 0.5m,
        };

    private async Task<EngineBench> CreateAsync(Mode mode)
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportPkcs8PrivateKeyPem();
        var folder = Directory.CreateTempSubdirectory("strikeboard-mode-").FullName;
        return await EngineBench.CreateAsync(
            postgres,
            Ct,
            settings =>
                settings with
                {
                    Mode = mode,
                    TradingFolder = folder,
                    Kalshi = new KalshiOptions
                    {
                        RestUrl = settings.Kalshi.RestUrl,
                        StreamUrl = settings.Kalshi.StreamUrl,
                        KeyId = "a-key",
                        PrivateKeyPem = pem,
                    },
                }
        );
    }
}
