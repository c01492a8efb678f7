using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>Live prices of some products of one venue.</summary>
public interface IPriceFeed : IVenueConnection
{
    IReadOnlyList<string> Products { get; }

    /// <summary>The latest price with its proof of freshness; null before the first.</summary>
    PriceReading? Latest(string product);

    /// <summary>Called on the reader's thread for each price, stream and polling alike: take it and return.</summary>
    event Action<PriceTick>? TickReceived;
}
