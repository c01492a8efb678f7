using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>One line to one venue. It runs until stopped, mends itself, and always knows how it stands.</summary>
public interface IVenueConnection
{
    /// <summary>Shown on badges and named by steps: "coinbase", "kalshi".</summary>
    string Name { get; }

    SourceStatus Status { get; }

    /// <summary>Raised on every change of state, off the socket's thread; counters alone raise nothing.</summary>
    event Action<SourceStatus>? StatusChanged;

    /// <summary>Returns only when cancelled. Trouble with the venue never throws out of here.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
