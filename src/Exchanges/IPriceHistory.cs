using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>Candles of the past, oldest first, for warm starts and charts.</summary>
public interface IPriceHistory
{
    /// <summary>"coinbase".</summary>
    string Name { get; }

    /// <summary>The lengths of candle that the venue makes, shortest first.</summary>
    IReadOnlyList<TimeSpan> CandleLengths { get; }

    /// <summary>
    /// Those that begin in [from, to). A stretch without trades has none: the holes stay, and are the caller's to show. Throws
    /// <see cref="Http.VenueUnavailableException"/> where the venue does not answer: a page that is missing is not a hole.
    /// </summary>
    Task<IReadOnlyList<Candle>> ReadCandlesAsync(
        string product,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    );
}
