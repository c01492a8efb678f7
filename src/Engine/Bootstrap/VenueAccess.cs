using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;

namespace Strikeboard.Engine.Bootstrap;

/// <summary>Where a venue is and who we are there; what is null stays the connector's own default.</summary>
public sealed record VenueAccess
{
    public Uri? RestUrl { get; init; }
    public Uri? StreamUrl { get; init; }
    public string? KeyId { get; init; }
    public string? PrivateKeyPath { get; init; }

    /// <summary>The key itself, for a simulator that made it in memory.</summary>
    public string? PrivateKeyPem { get; init; }

    internal CoinbaseOptions ToCoinbase()
    {
        var options = new CoinbaseOptions();
        options.RestUrl = RestUrl ?? options.RestUrl;
        options.StreamUrl = StreamUrl ?? options.StreamUrl;
        return options;
    }

    internal KalshiOptions ToKalshi()
    {
        var options = new KalshiOptions
        {
            KeyId = KeyId,
            PrivateKeyPath = PrivateKeyPath,
            PrivateKeyPem = PrivateKeyPem,
        };
        options.RestUrl = RestUrl ?? options.RestUrl;
        options.StreamUrl = StreamUrl ?? options.StreamUrl;
        return options;
    }
}
