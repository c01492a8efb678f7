using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

/// <summary>An order as the venue has it: the truth that everything else is judged by.</summary>
internal sealed class SeedOrder
{
    public required string ClientOrderId { get; init; }
    public required string VenueOrderId { get; init; }
    public required string Instrument { get; init; }
    public required bool IsEntry { get; init; }
    public required decimal Quantity { get; init; }
    public required DateTimeOffset VisibleAt { get; init; }
    public ReportedState State { get; set; } = ReportedState.Working;
    public decimal Filled { get; set; }
    public List<Fill> Fills { get; } = [];

    public OrderReport Report =>
        new()
        {
            ClientOrderId = ClientOrderId,
            VenueOrderId = VenueOrderId,
            State = State,
            Filled = Filled,
        };
}
