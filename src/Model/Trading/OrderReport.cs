namespace Strikeboard.Model;

public enum ReportedState
{
    Working,
    Filled,
    Cancelled,
    Expired,
    Rejected,
}

/// <summary>What a venue says of one of our orders, by answer, stream or query alike.</summary>
public sealed record OrderReport
{
    public required string ClientOrderId { get; init; }
    public required string VenueOrderId { get; init; }
    public required ReportedState State { get; init; }
    public required decimal Filled { get; init; }
    public string Reason { get; init; } = "";
}
