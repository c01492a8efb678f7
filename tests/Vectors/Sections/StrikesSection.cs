using System.Text.Json;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 3: fees, strike table, watchlist.</summary>
internal static class StrikesSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters)
    {
        adapters.Add("fee.order", OrderFee);
        adapters.Add("fee.fills", Fills);
        adapters.Add("strike.row", Row);
        adapters.Add("watchlist.filter", Watchlist);
    }

    private static VectorOutput OrderFee(VectorInputs inputs) =>
        new()
        {
            ["fee"] = TradingFee.ForOrder(
                inputs.Decimal("contracts"),
                inputs.Decimal("price"),
                inputs.Decimal("rate", TradingFee.TakerRate),
                inputs.Decimal("multiplier", 1)
            ),
        };

    private static VectorOutput Fills(VectorInputs inputs)
    {
        var precision = inputs.Decimal("target", FillAccumulator.DefaultPrecision);
        var accumulator = new FillAccumulator();
        var outputs = new List<VectorOutput>();
        foreach (var fill in inputs.Rows("fills"))
        {
            var (revenue, fee) = (VectorInputs.ReadDecimal(fill[0]), VectorInputs.ReadDecimal(fill[1]));
            accumulator = accumulator.Book(revenue, fee, out var booking, precision);
            outputs.Add(
                new()
                {
                    ["trade_fee"] = booking.TradeFee,
                    ["rounding_fee"] = booking.RoundingFee,
                    ["accumulator"] = accumulator.Amount,
                    ["rebate"] = booking.Rebate,
                    ["net_fee"] = booking.NetFee,
                    ["balance_change"] = booking.BalanceChange,
                }
            );
        }

        return new() { ["fills"] = outputs };
    }

    private static VectorOutput Row(VectorInputs inputs)
    {
        var quotes = inputs.Items("quotes").Select(Quote).ToArray();
        var market = new StrikeMarket(
            "",
            new StrikeTerms(
                Names.StrikeType(inputs.Text("strike_type", "greater")),
                inputs.DecimalOrNull("floor"),
                inputs.DecimalOrNull("cap")
            ),
            new StrikeQuotes(quotes[0], quotes[1], quotes[2], quotes[3]),
            inputs.DecimalOrNull("volume")
        );
        var input = SettlementSection.Input(inputs);
        var context = new StrikeContext(
            input.Spot,
            SettlementModel.Moments(input),
            Names.Distribution(inputs),
            new ReferenceFees(inputs.Int("reference_size", ReferenceFees.DefaultSize))
        );
        return Output(StrikeRowModel.Compute(context, market));
    }

    private static decimal? Quote(JsonElement quote) =>
        quote.ValueKind == JsonValueKind.Null ? null : VectorInputs.ReadDecimal(quote);

    private static VectorOutput Output(StrikeRow row) =>
        new()
        {
            ["strike"] = row.Strike,
            ["yes_bid"] = row.YesBid,
            ["yes_ask"] = row.YesAsk,
            ["no_bid"] = row.NoBid,
            ["no_ask"] = row.NoAsk,
            ["spread"] = row.Spread,
            ["p_yes"] = row.PYes,
            ["buffer_usd"] = row.BufferUsd,
            ["buffer_pct"] = row.BufferPct,
            ["buffer_sigma"] = row.BufferSigma,
            ["active_side"] = Names.Snake(row.ActiveSide),
            ["active_prob"] = row.ActiveProb,
            ["yes_diff"] = row.YesDiff,
            ["no_diff"] = row.NoDiff,
            ["yes_fee"] = row.YesFee,
            ["no_fee"] = row.NoFee,
            ["yes_edge"] = row.YesEdge,
            ["no_edge"] = row.NoEdge,
            ["yes_kelly"] = row.YesKelly,
            ["no_kelly"] = row.NoKelly,
            ["active_edge"] = row.ActiveEdge,
            ["active_ask"] = row.ActiveAsk,
            ["volume"] = row.Volume,
            ["crossed"] = row.IsCrossed,
        };

    private static VectorOutput Watchlist(VectorInputs inputs)
    {
        var criteria = Criteria(inputs);
        var order = inputs
            .Objects("rows")
            .Select(row => (Id: row.Text("id"), Candidate: Candidate(row)))
            .Where(row => WatchlistFilter.Evaluate(row.Candidate, criteria).Qualifies)
            .OrderBy(row => row.Candidate, WatchlistOrder.Instance)
            .Take(criteria.Limit)
            .Select(row => row.Id);
        return new() { ["order"] = order.ToList() };
    }

    private static WatchlistCandidate Candidate(VectorInputs row) =>
        new(
            row.Decimal("strike"),
            row.DoubleOrNull("active_prob"),
            row.DoubleOrNull("active_edge"),
            row.DecimalOrNull("volume"),
            row.DecimalOrNull("spread"),
            row.DecimalOrNull("active_ask"),
            row.DoubleOrNull("buffer_sigma")
        );

    private static WatchlistCriteria Criteria(VectorInputs inputs)
    {
        var defaults = new WatchlistCriteria();
        return new WatchlistCriteria
        {
            MinProbability = inputs.Double("min_prob", defaults.MinProbability),
            MinEdge = inputs.Double("min_edge", defaults.MinEdge),
            MinVolume = inputs.Decimal("min_volume", defaults.MinVolume),
            MaxSpread = inputs.Decimal("max_spread", defaults.MaxSpread),
            MaxAsk = inputs.Decimal("max_ask", defaults.MaxAsk),
            MinSigma = inputs.Double("min_sigma", defaults.MinSigma),
            Limit = inputs.Int("limit", defaults.Limit),
        };
    }
}
