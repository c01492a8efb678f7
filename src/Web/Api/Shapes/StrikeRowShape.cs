using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <summary>A row of the strike table; on the watchlist it has a rank and names its series.</summary>
public sealed record StrikeRowShape
{
    public int? Rank { get; init; }
    public string? Series { get; init; }
    public required string Ticker { get; init; }
    public required StrikeType StrikeType { get; init; }
    public decimal? FloorStrike { get; init; }
    public decimal? CapStrike { get; init; }
    public required decimal Strike { get; init; }
    public decimal? YesBid { get; init; }
    public decimal? YesAsk { get; init; }
    public decimal? NoBid { get; init; }
    public decimal? NoAsk { get; init; }
    public decimal? Spread { get; init; }
    public required double PYes { get; init; }
    public double BufferUsd { get; init; }
    public double BufferPct { get; init; }
    public double? BufferSigma { get; init; }
    public Side ActiveSide { get; init; }
    public double ActiveProb { get; init; }
    public double? YesDiff { get; init; }
    public double? NoDiff { get; init; }
    public decimal? YesFee { get; init; }
    public decimal? NoFee { get; init; }
    public double? YesEdge { get; init; }
    public double? NoEdge { get; init; }
    public double? YesKelly { get; init; }
    public double? NoKelly { get; init; }
    public double? ActiveEdge { get; init; }
    public decimal? ActiveAsk { get; init; }
    public decimal Volume { get; init; }
    public decimal OpenInterest { get; init; }
    public long? QuoteAgeMs { get; init; }
    public Quality Quality { get; init; }

    public static StrikeRowShape Of(StrikeRow row, DateTimeOffset madeAt, DateTimeOffset now) =>
        new()
        {
            Ticker = row.Ticker,
            StrikeType = row.StrikeType,
            FloorStrike = row.FloorStrike,
            CapStrike = row.CapStrike,
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
            ActiveSide = row.ActiveSide,
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
            Volume = row.Volume,
            OpenInterest = row.OpenInterest,
            QuoteAgeMs = Ages.Ms(now, row.QuoteAsOf),
            Quality = row.QualityAt(madeAt, now),
        };
}
