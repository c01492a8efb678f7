using Strikeboard.Model;

namespace Strikeboard.Web.Tests.Trading;

/// <summary>Positions as the desk would publish them.</summary>
internal static class Held
{
    public const string Instrument = "KXBTCD-26NOV2117-T84000";

    public static Position Of(
        DateTimeOffset now,
        decimal quantity = 10,
        decimal price = 0.40m,
        AttemptState state = AttemptState.Filled,
        string instrument = Instrument
    )
    {
        var filled = state == AttemptState.Filled ? quantity : 0;
        return new Position
        {
            Id = Guid.NewGuid(),
            Venue = "kalshi",
            Account = "main",
            Instrument = instrument,
            Side = Side.Yes,
            TradingDay = new DateOnly(2026, 11, 21),
            OpenedBy = "auto_entry",
            OpenedAt = now.AddMinutes(-3),
            MarketClosesAt = now.AddMinutes(20),
            Protection = new Protection(0.20m, null, 0.4),
            Intents =
            [
                new OrderIntent
                {
                    Id = Guid.NewGuid(),
                    Purpose = IntentPurpose.Entry,
                    Quantity = quantity,
                    LimitPrice = price,
                    Reason = "edge",
                    AskedAt = now.AddMinutes(-3),
                    IsClosed = filled == quantity,
                    Attempts =
                    [
                        new OrderAttempt
                        {
                            Number = 1,
                            ClientOrderId = $"sb-{instrument}-1",
                            Quantity = quantity,
                            LimitPrice = price,
                            State = state,
                            Reported = filled,
                            Booked = filled,
                            SentAt = now.AddMinutes(-3),
                            Reason = state == AttemptState.Unknown ? "no answer within 5 s" : "",
                        },
                    ],
                },
            ],
            Fills =
                filled == 0
                    ? []
                    :
                    [
                        new Fill
                        {
                            TradeId = $"t-{instrument}",
                            ClientOrderId = $"sb-{instrument}-1",
                            Quantity = quantity,
                            Price = price,
                            Fee = 0.05m,
                            At = now.AddMinutes(-3),
                        },
                    ],
        };
    }

    public static RiskView Armed(DateTimeOffset now) =>
        new()
        {
            State = RiskState.Active,
            Since = now.AddHours(-1),
            ChangedBy = "setup",
        };
}
