namespace Strikeboard.Model;

/// <summary>A trade of ours at a venue, named by the venue. Applied once, in whatever order and however often it is told.</summary>
public sealed record Fill
{
    public required string TradeId { get; init; }

    /// <summary>The venue's order; null where only our own name is told.</summary>
    public string? VenueOrderId { get; init; }
    public string? ClientOrderId { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Of the position's side, in dollars.</summary>
    public required decimal Price { get; init; }
    public required decimal Fee { get; init; }
    public required DateTimeOffset At { get; init; }
}
