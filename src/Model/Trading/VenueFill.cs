namespace Strikeboard.Model;

/// <summary>A trade of the account as the venue lists it.</summary>
public sealed record VenueFill
{
    public required string TradeId { get; init; }
    public required string VenueOrderId { get; init; }
    public required string Instrument { get; init; }

    /// <summary>It bought Yes (and so sold No); else the other way round.</summary>
    public required bool BoughtYes { get; init; }
    public required decimal YesPrice { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal Fee { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The same trade in the words of a position on that side.</summary>
    public Fill For(Side side) =>
        new()
        {
            TradeId = TradeId,
            VenueOrderId = VenueOrderId,
            Quantity = Quantity,
            Price = side == Side.Yes ? YesPrice : 1m - YesPrice,
            Fee = Fee,
            At = At,
        };
}
