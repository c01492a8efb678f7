using Strikeboard.Model;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;
using StrikeRow = Strikeboard.Model.StrikeRow;
using StrikeType = Strikeboard.Model.StrikeType;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Says the model's words in the numbers' own, which know no venue, and back.</summary>
internal static class QuantWords
{
    public static StrikeTerms Terms(Market market) =>
        market.StrikeType switch
        {
            StrikeType.Greater => new(Quant.Settlement.StrikeType.Greater, market.FloorStrike, null),
            StrikeType.GreaterOrEqual => new(Quant.Settlement.StrikeType.GreaterOrEqual, market.FloorStrike, null),
            StrikeType.Less => new(Quant.Settlement.StrikeType.Less, null, market.CapStrike),
            // Settlement values are whole cents: at most the cap is below the next cent.
            StrikeType.LessOrEqual => new(Quant.Settlement.StrikeType.Less, null, market.CapStrike + StrikeTerms.Cent),
            _ => new(Quant.Settlement.StrikeType.Between, market.FloorStrike, market.CapStrike),
        };

    public static StrikeMarket Market(PricedMarket priced, MarketQuote? quote) =>
        new(
            priced.Market.Ticker,
            priced.Terms,
            new StrikeQuotes(quote?.YesBid?.Cents, quote?.YesAsk?.Cents, null, null),
            quote?.Volume
        );

    public static StrikeRow Row(Quant.Strikes.StrikeRow row, Market market, MarketQuote? quote, DateTimeOffset now) =>
        new()
        {
            Ticker = row.Ticker,
            StrikeType = market.StrikeType,
            FloorStrike = market.FloorStrike,
            CapStrike = market.CapStrike,
            Strike = row.Strike,
            YesBid = row.YesBid,
            YesAsk = row.YesAsk,
            NoBid = row.NoBid,
            NoAsk = row.NoAsk,
            Spread = row.Spread,
            PYes = row.PYes,
            BufferUsd = row.BufferUsd,
            BufferPct = row.BufferPct,
            BufferSigma = row.BufferSigma,
            ActiveSide = row.ActiveSide == ContractSide.Yes ? Side.Yes : Side.No,
            ActiveProb = row.ActiveProb,
            YesDiff = row.YesDiff,
            NoDiff = row.NoDiff,
            YesFee = row.YesFee,
            NoFee = row.NoFee,
            YesEdge = row.YesEdge,
            NoEdge = row.NoEdge,
            YesKelly = row.YesKelly,
            NoKelly = row.NoKelly,
            ActiveEdge = row.ActiveEdge,
            ActiveAsk = row.ActiveAsk,
            Volume = quote?.Volume ?? 0m,
            OpenInterest = quote?.OpenInterest ?? 0m,
            QuoteAsOf = quote?.AsOf,
            Quality = quote?.QualityAt(now) ?? Quality.Missing,
        };

    /// <summary>While an event is open at least one tick is unknown, so there is no settled value to carry.</summary>
    public static SettlementMoments Moments(ProbabilityTable table) =>
        new(SettlementModel.WindowTicks - table.KnownTicks, 0, 0, table.Mean, table.StandardDeviation, null);

    public static WatchlistCandidate Candidate(StrikeRow row) =>
        new(row.Strike, row.ActiveProb, row.ActiveEdge, row.Volume, row.Spread, row.ActiveAsk, row.BufferSigma);

    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static WatchlistCriteria Criteria(WatchlistOptions options) =>
        new()
        {
            MinProbability = options.MinProbability,
            MinEdge = options.MinEdge,
            MinVolume = options.MinVolume,
            MaxSpread = options.MaxSpread,
            MaxAsk = options.MaxAsk,
            MinSigma = options.MinSigma,
            MinSecondsToClose = options.MinSecondsToClose,
            MaxSecondsToClose = options.MaxSecondsToClose,
            Limit = options.Limit,
        };
}
