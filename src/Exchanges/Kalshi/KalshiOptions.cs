using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Where Kalshi is and who we are there. Without a key everything is polled: the venue streams to known callers only.</summary>
public sealed class KalshiOptions
{
    /// <summary>The part of the exchange where contracts on coins live.</summary>
    public const int CryptoShard = 2;

    /// <summary>With its path: the path is part of each signature.</summary>
    public Uri RestUrl { get; set; } = new("https://external-api.kalshi.com/trade-api/v2");

    public Uri StreamUrl { get; set; } = new("wss://external-api-ws.kalshi.com/trade-api/ws/v2");

    public string? KeyId { get; set; }

    /// <summary>A PEM file, PKCS#1 or PKCS#8.</summary>
    public string? PrivateKeyPath { get; set; }

    /// <summary>The PEM itself, for a simulator that made its key in memory. Wins over the path.</summary>
    public string? PrivateKeyPem { get; set; }

    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at the list of open markets.</summary>
    public TimeSpan DiscoverEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks at the list of markets that are still to open; sooner where no next event is known.</summary>
    public TimeSpan DiscoverUnopenedEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Markets opening later than this from now are not remembered yet.</summary>
    public TimeSpan UnopenedHorizon { get; set; } = TimeSpan.FromHours(3);

    /// <summary>Subscriptions move to the next event this long before it opens.</summary>
    public TimeSpan SubscribeAhead { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Open events followed per series, soonest close first.</summary>
    public int OpenEventsPerSeries { get; set; } = 3;

    /// <summary>Events about to open followed per series.</summary>
    public int NextEventsPerSeries { get; set; } = 2;

    /// <summary>Closed events stay visible for this long, so that their results are seen.</summary>
    public TimeSpan KeepClosed { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After this long without a frame the venue is asked for a sign of life; its answer proves quiet books.</summary>
    public TimeSpan ProbeAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Tokens a second for reading until the account says otherwise; most requests cost 10.</summary>
    public int ReadTokensPerSecond { get; set; } = 200;

    /// <summary>Tokens a second for orders until the account says otherwise; an order costs 10, a cancel 2.</summary>
    public int WriteTokensPerSecond { get; set; } = 100;

    /// <summary>An order that is not answered by then is in doubt.</summary>
    public TimeSpan OrderTimeout { get; set; } = TimeSpan.FromSeconds(2);

    public StreamOptions Stream { get; set; } = new() { PollEvery = TimeSpan.FromSeconds(5) };
}
