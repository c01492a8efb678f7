using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>Asks the venue what became of one order: its list of orders and its list of fills, both or neither.</summary>
internal sealed class OrderInquiry(PositionDesk desk, TradingVenue venue, TimeProvider time)
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    public async Task AskAsync(Position position, OrderAttempt attempt, CancellationToken cancellationToken)
    {
        var name = attempt.ClientOrderId;
        var readAt = Moments.Now(time);
        var since = (attempt.SentAt ?? position.OpenedAt) - Before;
        var orders = await venue.Orders.ReadOrdersAsync(position.Instrument, since, cancellationToken);
        var fills = await venue.Orders.ReadFillsAsync(position.Instrument, since, cancellationToken);
        // A read that failed is no evidence of anything.
        if (!orders.IsOk || !fills.IsOk)
            return;
        DeskTrace.Log.VenueRead("order");
        var order = orders.Value.FirstOrDefault(o => o.ClientOrderId == name);
        var bound = order?.VenueOrderId ?? attempt.VenueOrderId;
        var ours = bound is null ? [] : fills.Value.Where(fill => fill.VenueOrderId == bound).ToList();
        foreach (var fill in ours)
            await desk.ApplyAsync(
                position.Id,
                new FillSeen(fill.For(position.Side) with { ClientOrderId = name }, Moments.Now(time)),
                cancellationToken
            );
        if (order is not null)
            await desk.ApplyAsync(position.Id, new OrderSeen(order.Report, Moments.Now(time)), cancellationToken);
        else if (ours.Count == 0)
            await desk.ApplyAsync(position.Id, new OrderAbsent(name, readAt), cancellationToken);
    }
}
