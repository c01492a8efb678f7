using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>Where Coinbase Advanced Trade is; no key is needed for prices.</summary>
public sealed class CoinbaseOptions
{
    public Uri RestUrl { get; set; } = new("https://api.coinbase.com");

    public Uri StreamUrl { get; set; } = new("wss://advanced-trade-ws.coinbase.com");

    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A new connection waits this long for the first price of each product before it is live with those it has.</summary>
    public TimeSpan FirstPricesLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A product quiet for this long on a healthy stream is compared with the venue by REST.</summary>
    public TimeSpan QuietLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two such comparisons.</summary>
    public TimeSpan QuietCheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    public StreamOptions Stream { get; set; } = new();
}
