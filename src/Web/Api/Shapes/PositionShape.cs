using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Mark">What a contract could be sold for now; null where nobody bids.</param>
internal sealed record PositionShape(
    Guid Id,
    string Venue,
    string Account,
    string Instrument,
    Side Side,
    decimal Quantity,
    decimal AveragePrice,
    decimal? Mark,
    long? MarkAgeMs,
    decimal? Unrealised,
    decimal Realised,
    decimal Fees,
    decimal? Stop,
    decimal? Target,
    double? StopChance,
    string Protection,
    PositionState State,
    string Bot,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosesAt
)
{
    public static PositionShape Of(Position position, MarketQuote? quote, DateTimeOffset now)
    {
        var money = PositionMoney.Of(position);
        var mark = quote?.Bid(position.Side);
        return new PositionShape(
            position.Id,
            position.Venue,
            position.Account,
            position.Instrument,
            position.Side,
            position.Quantity,
            Math.Round(money.AveragePrice, 6),
            mark,
            quote is null ? null : Ages.Ms(now, quote.AsOf),
            mark is { } price ? Math.Round(money.Unrealised(price), 6) : null,
            Math.Round(money.Realised, 6),
            money.Fees,
            position.Protection.StopPrice,
            position.Protection.TargetPrice,
            position.Protection.StopChance,
            Words(position.Protection),
            position.State,
            position.OpenedBy,
            position.OpenedAt,
            position.MarketClosesAt
        );
    }

    private static string Words(Protection protection) =>
        protection == Model.Protection.None
            ? "none"
            : string.Join(
                ", ",
                new[]
                {
                    protection.StopPrice is null ? null : "stop",
                    protection.TargetPrice is null ? null : "target",
                    protection.StopChance is null ? null : "chance",
                }.OfType<string>()
            );
}

internal sealed record BalanceShape(
    string Venue,
    string Account,
    decimal? Cash,
    DateTimeOffset? AsOf,
    long? AgeMs,
    string Trouble
);
