namespace Strikeboard.Model;

/// <summary>An order of the account as the venue lists it, whoever placed it.</summary>
public sealed record VenueOrder
{
    public required string VenueOrderId { get; init; }

    /// <summary>Empty where it was placed without one.</summary>
    public required string ClientOrderId { get; init; }
    public required string Instrument { get; init; }

    /// <summary>It buys Yes (and so sells No); else the other way round.</summary>
    public required bool BuysYes { get; init; }
    public required decimal YesPrice { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal Filled { get; init; }
    public required decimal Remaining { get; init; }
    public required ReportedState State { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public int ExchangeIndex { get; init; }

    public OrderReport Report =>
        new()
        {
            ClientOrderId = ClientOrderId,
            VenueOrderId = VenueOrderId,
            State = State,
            Filled = Filled,
        };
}
