namespace Strikeboard.Simulator;

/// <summary>The simulated exchanges while they run, and where to find them.</summary>
public sealed class RunningSimulator : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);
    private readonly World world;
    private readonly WebApplication app;

    internal RunningSimulator(World world, WebApplication app, int port)
    {
        this.world = world;
        this.app = app;
        Port = port;
        BaseUrl = new Uri($"http://127.0.0.1:{port}");
    }

    public int Port { get; }

    public Uri BaseUrl { get; }

    public Uri KalshiRestUrl => new(BaseUrl, Kalshi.KalshiEndpoints.Root);

    public Uri KalshiStreamUrl => Socket(Kalshi.KalshiSocket.Path);

    /// <summary>What stands for the venue's host: the paths below it begin with /api/v3/brokerage.</summary>
    public Uri CoinbaseRestUrl => new(BaseUrl, "/coinbase");

    public Uri CoinbaseStreamUrl => Socket(Coinbase.CoinbaseSocket.Path);

    public string KalshiKeyId => world.Keys.Of(world.Keys.Names[0]).Id;

    public string KalshiPrivateKeyPem => world.Keys.Of(world.Keys.Names[0]).PrivateKeyPem;

    /// <summary>The accounts that have a key; the first is the owner of the two above.</summary>
    public IReadOnlyList<string> KalshiAccounts => world.Keys.Names;

    public (string Id, string PrivateKeyPem) KalshiKeyOf(string account)
    {
        var key = world.Keys.Of(account);
        return (key.Id, key.PrivateKeyPem);
    }

    public async ValueTask DisposeAsync()
    {
        world.Stop();
        using var limit = new CancellationTokenSource(StopTime, TimeProvider.System);
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        world.Dispose();
    }

    private Uri Socket(string path) => new($"ws://127.0.0.1:{Port}{path}");
}
