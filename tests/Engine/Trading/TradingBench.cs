using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading;

/// <summary>A position of ten and the words to move it.</summary>
internal static class TradingBench
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);
    public static readonly VenueTraits Proving = new() { ExpiryProves = true };
    public static readonly VenueTraits Silent = new() { ExpiryProves = false };

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static Position Planned(DateTimeOffset? validUntil = null) =>
        PositionRules.Enter(
            new Position
            {
                Id = new Guid(1, 0, 0, new byte[8]),
                Venue = "kalshi",
                Account = "main",
                Instrument = "KXBTCD-26MAR0213-T99999.99",
                Side = Side.Yes,
                TradingDay = new DateOnly(2026, 3, 2),
                OpenedBy = "auto entry",
                OpenedAt = Noon,
            },
            new OrderIntent
            {
                Id = new Guid(2, 0, 0, new byte[8]),
                Purpose = IntentPurpose.Entry,
                Quantity = 10,
                LimitPrice = 0.9m,
                Reason = "edge",
                AskedAt = Noon,
                ValidUntil = validUntil,
            }
        );

    public static string EntryName { get; } = Planned().Attempts.Single().ClientOrderId;

    public static Position Sending(double expiresAfter = 5) =>
        Planned().After(new SendBegun(EntryName, At(expiresAfter), Noon));

    public static Position Holding(decimal quantity = 10) =>
        Sending().After(Seen(EntryName, quantity == 10 ? ReportedState.Filled : ReportedState.Cancelled, quantity));

    public static Position After(this Position position, params TradeEvent[] events) =>
        events.Aggregate(position, (p, e) => PositionRules.Apply(p, e, Proving).Position);

    public static OrderSeen Seen(
        string name,
        ReportedState state,
        decimal filled = 0,
        string venueOrderId = "v",
        double at = 1
    ) =>
        new(
            new OrderReport
            {
                ClientOrderId = name,
                VenueOrderId = $"{venueOrderId}{name[^1]}{name[4]}",
                State = state,
                Filled = filled,
            },
            At(at)
        );

    public static FillSeen Traded(string name, string tradeId, decimal quantity, double at = 1) =>
        new(
            new Fill
            {
                TradeId = tradeId,
                ClientOrderId = name,
                Quantity = quantity,
                Price = 0.88m,
                Fee = 0.01m,
                At = At(at),
            },
            At(at)
        );

    public static ExitAsked Out(decimal? quantity = null, decimal limit = 0.5m, int id = 3, double at = 2) =>
        new(new Guid(id, 0, 0, new byte[8]), quantity, limit, "stop", At(at));

    public static OrderAttempt Entry(this Position position) => position.Intents[0].Attempts[^1];

    public static OrderAttempt LastExit(this Position position) =>
        position.Intents.Last(i => i.Purpose == IntentPurpose.Exit).Attempts[^1];
}
