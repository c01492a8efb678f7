using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Examples.Acme;

// doc: feed
/// <summary>What the engine sees of Acme: the latest price, proven by the connection that brought it.</summary>
internal sealed class AcmeFeed : IPriceFeed
{
    private readonly StatusBoard _board;
    private readonly ResilientStream _stream;
    private (PriceTick Tick, StreamSession Session)? _latest;

    public AcmeFeed(Uri endpoint, StreamOptions options, TimeProvider clock, ILogger<AcmeFeed> logger)
    {
        _board = new StatusBoard("acme", clock, options.PollFreshness);
        var protocol = new AcmeProtocol(endpoint, (price, at, session) => Take(price, at, session, clock.GetUtcNow()));
        _stream = new ResilientStream(protocol, options, _board, clock, logger, new Random());
    }

    public string Name => "acme";

    public IReadOnlyList<string> Products { get; } = ["BTC-USD"];

    public SourceStatus Status => _board.Current;

    public event Action<PriceTick>? TickReceived;

    public event Action<SourceStatus>? StatusChanged
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    public PriceReading? Latest(string product) =>
        product == Products[0] && _latest is { } latest
            ? new PriceReading(latest.Tick, latest.Session.LastFrameAt)
            : null;

    public Task RunAsync(CancellationToken cancellationToken) => _stream.RunAsync(cancellationToken);

    private void Take(decimal price, DateTimeOffset at, StreamSession session, DateTimeOffset now)
    {
        var tick = new PriceTick(Name, Products[0], price, null, null, at, now, Transport.Stream);
        _latest = (tick, session);
        TickReceived?.Invoke(tick);
    }
}
// doc: end
