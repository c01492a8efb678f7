using Strikeboard.Model;

namespace Strikeboard.Web.Screens.Positions;

/// <summary>A position with what it could be sold for now.</summary>
public sealed record PositionLine(Position Position, PositionMoney Money, MarketQuote? Quote)
{
    public decimal? Mark => Quote?.Bid(Position.Side);

    public decimal? Unrealised => Mark is { } mark ? Money.Unrealised(mark) : null;

    public static PositionLine Of(Position position, MarketQuote? quote) =>
        new(position, PositionMoney.Of(position), quote);
}
