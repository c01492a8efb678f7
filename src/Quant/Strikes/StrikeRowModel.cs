using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

/// <summary>Works out one row of the strike table.</summary>
public static class StrikeRowModel
{
    /// <summary>Edges and Kelly fractions use a probability held within these bounds: no model is that sure.</summary>
    public const double LeastProbability = 0.001;
    public const double MostProbability = 0.999;

    private readonly record struct SideFigures(double? Diff, decimal? Fee, double? Edge, double? Kelly);

    public static StrikeRow Compute(StrikeContext context, in StrikeMarket market)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Compute(
            context,
            market,
            SettlementModel.ProbabilityOf(market.Terms, context.Moments, context.Distribution)
        );
    }

    /// <summary>The row of a market whose probability of Yes is already known, from a column.</summary>
    public static StrikeRow Compute(StrikeContext context, in StrikeMarket market, double p)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (moments, terms) = (context.Moments, market.Terms);
        var quotes = market.Quotes.Completed();
        var clamped = Math.Clamp(p, LeastProbability, MostProbability);
        var yes = Side(clamped, quotes.YesAsk, context);
        var no = Side(1 - clamped, quotes.NoAsk, context);
        var buffer = Buffer(terms, context.Spot);
        var isYes = p >= 0.5;

        return new StrikeRow
        {
            Ticker = market.Ticker,
            Terms = terms,
            Strike = terms.DisplayStrike,
            YesBid = quotes.YesBid,
            YesAsk = quotes.YesAsk,
            NoBid = quotes.NoBid,
            NoAsk = quotes.NoAsk,
            Spread = quotes.YesAsk - quotes.YesBid,
            PYes = p,
            BufferUsd = buffer,
            BufferPct = 100 * buffer / context.Spot,
            BufferSigma = moments.IsCertain ? null : Buffer(terms, moments.Mean) / moments.Deviation,
            ActiveSide = isYes ? ContractSide.Yes : ContractSide.No,
            ActiveProb = Math.Max(p, 1 - p),
            YesDiff = yes.Diff,
            YesFee = yes.Fee,
            YesEdge = yes.Edge,
            YesKelly = yes.Kelly,
            NoDiff = no.Diff,
            NoFee = no.Fee,
            NoEdge = no.Edge,
            NoKelly = no.Kelly,
            ActiveEdge = isYes ? yes.Edge : no.Edge,
            ActiveAsk = isYes ? quotes.YesAsk : quotes.NoAsk,
            Volume = market.Volume,
        };
    }

    private static double Buffer(StrikeTerms terms, double value) =>
        terms.Type switch
        {
            StrikeType.Less => (double)Require.Given(terms.Cap) - value,
            StrikeType.Between => Math.Min(
                value - (double)Require.Given(terms.Floor),
                (double)(Require.Given(terms.Cap) + StrikeTerms.Cent) - value
            ),
            _ => value - (double)Require.Given(terms.Floor),
        };

    private static SideFigures Side(double probability, decimal? quote, StrikeContext context)
    {
        if (quote is not (> 0m and < 100m) || quote is not { } ask)
        {
            return default;
        }

        var fee = context.Fees.CentsPerContract(ask);
        var diff = (100 * probability) - (double)ask;
        var cost = (double)(ask + fee) / 100;

        // A tiny order's fee can lift the cost to a dollar or more: then there is nothing to win, and the formula would turn over.
        var kelly = cost < 1 ? Math.Max(0, (probability - cost) / (1 - cost)) : 0;
        return new SideFigures(diff, fee, diff - (double)fee, kelly);
    }
}
