using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>A position that was held and is held no more.</summary>
/// <param name="Id">Rises in the order in which positions were closed.</param>
/// <param name="Realised">Without fees.</param>
/// <param name="Cause">What ended it, in one of few words: settled, stop, target, chance, before close, by hand.</param>
/// <param name="Why">What ended it, with its figures.</param>
public sealed record Trade(
    long Id,
    Guid PositionId,
    string Venue,
    string Account,
    string Instrument,
    Side Side,
    string Symbol,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosedAt,
    DateOnly TradingDay,
    decimal Quantity,
    decimal AveragePrice,
    decimal Realised,
    decimal Fees,
    string Cause,
    string Why
)
{
    public decimal Net => Realised - Fees;
}

/// <summary>What trades of one kind brought together.</summary>
public sealed record TradeTotal(string Name, int Trades, int Won, decimal Realised, decimal Fees)
{
    public decimal Net => Realised - Fees;
}

public sealed record TradeTotals(
    TradeTotal All,
    IReadOnlyList<TradeTotal> ByCause,
    IReadOnlyList<TradeTotal> ByOpener,
    IReadOnlyList<EquityPoint> Curve
);

/// <param name="Net">What all trades up to this one brought, fees included.</param>
public sealed record EquityPoint(DateTimeOffset At, decimal Net);
