using Strikeboard.Model;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>One side of a row of the strike table, in that side's own words.</summary>
internal readonly struct EntryCandidate
{
    private const double LeastChance = 0.001;

    public EntryCandidate(SymbolSnapshot symbol, StrikeTable table, StrikeRow row, Side side, EntrySettings settings)
    {
        (Symbol, Table, Row, Side) = (symbol, table, row, side);
        Chance = side == Side.Yes ? row.PYes : 1 - row.PYes;
        var ask = side == Side.Yes ? row.YesAsk : row.NoAsk;
        PriceCents = ask is > 0m and < 100m ? ask + settings.ReachCents : null;
        // The order's own fee: a small one is rounded up by more than its share of a large one.
        Edge = PriceCents is > 0m and < 100m and var cents
            ? (100 * Math.Clamp(Chance, LeastChance, 1 - LeastChance))
                - (double)(cents + (100m * TradingFee.ForOrder(settings.Quantity, cents / 100m) / settings.Quantity))
            : null;
    }

    public SymbolSnapshot Symbol { get; }

    public StrikeTable Table { get; }

    public StrikeRow Row { get; }

    public Side Side { get; }

    public double Chance { get; }

    public decimal? PriceCents { get; }

    public double? Edge { get; }

    /// <summary>The worst of all that the chance and the price rest on.</summary>
    public Quality QualityAt(DateTimeOffset now)
    {
        var (madeAt, price) = (Table.AsOf, Symbol.Price);
        if (price is null)
            return Quality.Missing;
        var worst = QualityRules.Worst(price.QualityAt(madeAt, now), QualityRules.Aged(Table.Quality, now - madeAt));
        return QualityRules.Worst(
            QualityRules.Worst(worst, Row.QualityAt(madeAt, now)),
            price.SigmaIsFallback ? Quality.Estimated : Quality.Live
        );
    }

    /// <summary>Momentum as the side feels it: above zero it gains. A range gains from calm alone.</summary>
    public double? Towards =>
        Symbol.Price?.Momentum is not { } percent ? null
        : Side == Side.Yes ? YesGains(percent)
        : -YesGains(percent);

    public bool IsRange => Row.StrikeType == StrikeType.Between;

    private double YesGains(double percent) =>
        Row.StrikeType switch
        {
            StrikeType.Less or StrikeType.LessOrEqual => -percent,
            StrikeType.Between => -Math.Abs(percent),
            _ => percent,
        };
}
