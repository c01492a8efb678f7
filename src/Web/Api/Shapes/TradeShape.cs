using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Id">The position's.</param>
internal sealed record TradeShape(
    Guid Id,
    string Venue,
    string Account,
    string Instrument,
    Side Side,
    string Symbol,
    string Bot,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosedAt,
    DateOnly TradingDay,
    decimal Quantity,
    decimal AveragePrice,
    decimal Realised,
    decimal Fees,
    decimal Net,
    string Cause,
    string Reason
)
{
    public static TradeShape Of(Trade trade) =>
        new(
            trade.PositionId,
            trade.Venue,
            trade.Account,
            trade.Instrument,
            trade.Side,
            trade.Symbol,
            trade.OpenedBy,
            trade.OpenedAt,
            trade.ClosedAt,
            trade.TradingDay,
            trade.Quantity,
            Math.Round(trade.AveragePrice, 6),
            Math.Round(trade.Realised, 6),
            trade.Fees,
            Math.Round(trade.Net, 6),
            trade.Cause,
            trade.Why
        );
}
