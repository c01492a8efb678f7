namespace Strikeboard.Model;

/// <summary>One observed price of a venue's product.</summary>
/// <param name="Time">The venue's own time of the price.</param>
/// <param name="ReceivedAt">When it reached us; ages count from here.</param>
public sealed record PriceTick(
    string Source,
    string Product,
    decimal Price,
    decimal? BestBid,
    decimal? BestAsk,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt,
    Transport Transport
);
