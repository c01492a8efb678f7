using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>Candles of the past, oldest first, for warm starts.</summary>
public interface IPriceHistory
{
    Task<IReadOnlyList<Candle>> ReadMinuteCandlesAsync(
        string product,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    );
}
