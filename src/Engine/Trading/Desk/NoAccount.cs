using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>Stands where an account would be: nothing can be sent, and the reason is said.</summary>
internal sealed class NoAccount(string venue, string why) : IOrderVenue, IAccountFeed
{
    public string Name => venue;

    public SourceStatus Status =>
        new()
        {
            Name = $"{venue} account",
            State = SourceState.Stopped,
            Transport = Transport.None,
            Reason = why,
        };

    public event Action<SourceStatus>? StatusChanged
    {
        add { }
        remove { }
    }

    public event Action<VenueFill>? Filled
    {
        add { }
        remove { }
    }

    public event Action<VenueOrder>? OrderChanged
    {
        add { }
        remove { }
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public Task<PlaceAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellationToken) =>
        Task.FromResult<PlaceAnswer>(new PlaceAnswer.NotSent(why));

    public Task<CancelAnswer> CancelAsync(
        string venueOrderId,
        int exchangeIndex,
        CancellationToken cancellationToken
    ) => Task.FromResult(CancelAnswer.InDoubt);

    public Task<VenueResult<List<VenueOrder>>> ReadOrdersAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => None<List<VenueOrder>>();

    public Task<VenueResult<List<VenueFill>>> ReadFillsAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => None<List<VenueFill>>();

    public Task<VenueResult<List<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellationToken) =>
        None<List<VenuePosition>>();

    public Task<VenueResult<VenueBalance>> ReadBalanceAsync(CancellationToken cancellationToken) =>
        None<VenueBalance>();

    public Task<VenueResult<List<VenueSettlement>>> ReadSettlementsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => None<List<VenueSettlement>>();

    private Task<VenueResult<T>> None<T>()
        where T : class => Task.FromResult<VenueResult<T>>(new VenueError(0, "no_account", why, IsTransient: false));
}
