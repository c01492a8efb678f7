using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.Screens;

/// <summary>Small true-to-life pieces of a cycle.</summary>
internal static class Sample
{
    public static readonly Symbol Btc = new("BTC");

    public static StrikeRow Row(string ticker = "KXBTCD-26SEP0911-T116999.99") =>
        new()
        {
            Ticker = ticker,
            StrikeType = StrikeType.Greater,
            FloorStrike = 116_999.99m,
            Strike = 117_000m,
            YesBid = 61,
            YesAsk = 63,
            NoBid = 37,
            NoAsk = 39,
            Spread = 2,
            PYes = 0.6512,
            BufferUsd = 112.5,
            BufferSigma = 0.39,
            ActiveSide = Side.Yes,
            ActiveProb = 0.6512,
            YesEdge = 0.48,
            NoEdge = -5.7,
            ActiveEdge = 0.48,
            ActiveAsk = 63,
            Volume = 5200,
            Quality = Quality.Live,
        };

    public static SymbolSnapshot Part(
        DateTimeOffset at,
        long cycle,
        StepOutcome market = StepOutcome.Succeeded,
        Quality quality = Quality.Live
    ) =>
        new()
        {
            Symbol = Btc,
            CycleId = cycle,
            Steps =
            [
                new StepReport("price", StepOutcome.Succeeded, 0.4, null),
                new StepReport(
                    "market",
                    market,
                    0.9,
                    market == StepOutcome.Failed ? new StepError("market.stale", "no book for 11 s") : null
                ),
            ],
            Price = new PriceView
            {
                Symbol = Btc,
                Price = 117_112.5m,
                Time = at,
                AsOf = at,
                Source = "coinbase",
                Quality = quality,
                Deltas = PriceDeltas.Unknown,
                SigmaAnnual = 0.4,
                SigmaPerSecond = 7e-5,
                SigmaIsFallback = false,
            },
        };

    public static CycleSnapshot Cycle(DateTimeOffset at, long id, params SymbolSnapshot[] parts) =>
        new()
        {
            Id = id,
            Generation = 1,
            DueAt = at,
            StartedAt = at,
            Ms = 8,
            Outcome = parts.All(p => p.Succeeded) ? CycleOutcome.Succeeded : CycleOutcome.Failed,
            Symbols = [.. parts],
        };

    public static Board Board(CycleSnapshot cycle, PipelineState state = PipelineState.Running) =>
        new()
        {
            Cycle = cycle,
            Pipeline = new PipelineStatus { State = state },
            LastGood = Engine.Live.Board.Empty.LastGood.SetItems(
                cycle.Symbols.Where(s => s.Succeeded).Select(s => KeyValuePair.Create(s.Symbol, s))
            ),
            Strip = [new CycleMark(cycle.Id, cycle.DueAt, cycle.Ms, cycle.Outcome, 0, null)],
        };
}
