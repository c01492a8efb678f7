using Strikeboard.Engine.Trading;
using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Trading;

/// <summary>All that the desk holds in a few figures, and how far they can be trusted.</summary>
/// <param name="Positions">With contracts in them.</param>
/// <param name="Value">Dollars at the current bids; what has no bid is worth nothing.</param>
/// <param name="NoBid">Positions that nobody bids for, or whose market is not seen.</param>
/// <param name="Age">Of the oldest of the bids; null where there is none.</param>
/// <param name="Resting">Orders that may still fill.</param>
/// <param name="Unknown">Orders of which nobody knows what became of them.</param>
/// <param name="AtRisk">Dollars: what is lost at worst from here on, resting entries included.</param>
public sealed record DeskSum(
    int Positions,
    decimal Contracts,
    decimal Cost,
    decimal Value,
    int NoBid,
    TimeSpan? Age,
    int Resting,
    int Unknown,
    decimal AtRisk
)
{
    /// <summary>Below zero a loss. Without the fees of getting out.</summary>
    public decimal Estimate => Value - Cost;

    public static DeskSum Of(IEnumerable<Position> positions, IMarks marks, DateTimeOffset now)
    {
        var sum = new DeskSum(0, 0, 0, 0, 0, null, 0, 0, 0);
        foreach (var position in positions)
        {
            var money = PositionMoney.Of(position);
            sum = sum with
            {
                Resting = sum.Resting + position.Attempts.Count(attempt => !attempt.IsFinal),
                Unknown = sum.Unknown + position.Attempts.Count(attempt => attempt.State == AttemptState.Unknown),
                AtRisk = sum.AtRisk + money.AtRisk,
            };
            if (position.Quantity > 0)
                sum = sum.With(position, money, marks.Of(position.Instrument), now);
        }
        return sum;
    }

    private DeskSum With(Position position, PositionMoney money, MarketQuote? quote, DateTimeOffset now)
    {
        var (bid, age) = (quote?.Bid(position.Side), now - quote?.AsOf);
        return this with
        {
            Positions = Positions + 1,
            Contracts = Contracts + position.Quantity,
            Cost = Cost + money.CostOfHeld,
            Value = Value + (position.Quantity * (bid ?? 0m)),
            NoBid = NoBid + (bid is null ? 1 : 0),
            Age = Age is null || age > Age ? age ?? Age : Age,
        };
    }
}
