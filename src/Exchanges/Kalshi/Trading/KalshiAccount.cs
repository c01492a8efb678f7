using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi.Trading;

/// <summary>The account's own channels on a connection of their own: a crowd of prices must not hold up a fill.</summary>
public sealed class KalshiAccount : IAccountFeed
{
    public const string SourceName = "kalshi account";

    private readonly StatusBoard _board;
    private readonly ResilientStream _stream;

    public KalshiAccount(
        KalshiOptions options,
        IKalshiSigner signer,
        KalshiRest rest,
        IOrderVenue orders,
        TimeProvider clock,
        ILogger<KalshiAccount> logger,
        Random random
    )
    {
        _board = new StatusBoard(SourceName, clock, options.Stream.PollFreshness);
        var protocol = new KalshiAccountProtocol(
            options,
            signer,
            rest,
            orders,
            clock,
            fill => Filled?.Invoke(fill),
            order => OrderChanged?.Invoke(order)
        );
        _stream = new ResilientStream(protocol, options.Stream, _board, clock, logger, random);
    }

    public string Name => SourceName;

    public SourceStatus Status => _board.Current;

    public event Action<SourceStatus>? StatusChanged
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    public event Action<VenueFill>? Filled;

    public event Action<VenueOrder>? OrderChanged;

    public Task RunAsync(CancellationToken cancellationToken) => _stream.RunAsync(cancellationToken);
}
