using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Id">What the other calls take: the name under which the venue got it.</param>
internal sealed record OrderShape(
    string Id,
    Guid IntentId,
    Guid PositionId,
    string ClientOrderId,
    string? VenueOrderId,
    string Venue,
    string Instrument,
    Side Side,
    IntentPurpose Purpose,
    decimal Quantity,
    decimal Filled,
    decimal LimitPrice,
    AttemptState State,
    string Reason,
    string Bot,
    DateTimeOffset AskedAt,
    IReadOnlyList<OrderMoment> Timeline
)
{
    public static OrderShape Of(OrderLine order, IEnumerable<StoryLine> story) =>
        new(
            order.ClientOrderId,
            order.IntentId,
            order.PositionId,
            order.ClientOrderId,
            order.VenueOrderId,
            order.Venue,
            order.Instrument,
            order.Side,
            order.Purpose,
            order.Quantity,
            order.Filled,
            order.LimitPrice,
            order.State,
            order.Reason.Length > 0 ? order.Reason : order.Why,
            order.OpenedBy,
            order.AskedAt,
            [
                .. story
                    .Where(line => line.ClientOrderId == order.ClientOrderId)
                    .Select(line => new OrderMoment(
                        line.At,
                        line.Detail.Length > 0 ? $"{line.What}: {line.Detail}" : line.What
                    )),
            ]
        );
}

internal sealed record OrderMoment(DateTimeOffset At, string What);
