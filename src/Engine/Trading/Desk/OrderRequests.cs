using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>An order's last form before it leaves, and the last look at it.</summary>
internal static class OrderRequests
{
    private const decimal Least = 0.01m;
    private const decimal Most = 0.99m;

    public static OrderRequest For(Position position, OrderIntent intent, OrderAttempt attempt) =>
        new()
        {
            ClientOrderId = attempt.ClientOrderId,
            Instrument = position.Instrument,
            ExchangeIndex = position.ExchangeIndex,
            Side = position.Side,
            Purpose = intent.Purpose,
            Quantity = attempt.Quantity,
            LimitPrice = attempt.LimitPrice,
            ExpiresAt = attempt.ExpiresAt,
        };

    /// <summary>Compared with what was kept, as if somebody else had written the request; null: it may leave.</summary>
    public static string? WhyNot(OrderRequest request, Position position, OrderIntent intent, OrderAttempt attempt)
    {
        var others = intent.Attempts.Where(other => other.Number != attempt.Number).Sum(other => other.Filled);
        var room = intent.Everything ? position.Quantity : intent.Quantity - others;
        return request.Instrument != position.Instrument || request.Side != position.Side
                ? $"{request.ClientOrderId} is not for {position.Instrument} {position.Side}"
            : request.Purpose != intent.Purpose ? $"{request.ClientOrderId} is not an {intent.Purpose}"
            : request.Quantity <= 0 || request.Quantity > room
                ? $"{request.ClientOrderId} is for {request.Quantity} where {room} may be ordered"
            : request.Purpose == IntentPurpose.Exit && request.Quantity > position.Quantity
                ? $"{request.ClientOrderId} sells {request.Quantity} of {position.Quantity}"
            : request.LimitPrice is < Least or > Most || request.LimitPrice != attempt.LimitPrice
                ? $"{request.ClientOrderId} is at {request.LimitPrice} where {attempt.LimitPrice} was decided"
            : null;
    }
}
