using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Strikes;
using StrikeTable = Strikeboard.Model.StrikeTable;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 4: prices, probabilities and fees put side by side, a row per contract, nearest to spot.</summary>
internal sealed class StrikeStep(PipelineOptions options) : IPipelineStep
{
    private readonly ReferenceFees _fees = new(options.ReferenceSize);

    public StepInfo Info => PipelineSteps.Strikes;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar) =>
        StepResult.Made(
            soFar with
            {
                Strikes = [.. soFar.Market!.Series.Select(series => Table(inputs, soFar, series))],
            }
        );

    private StrikeTable Table(SymbolInputs inputs, SymbolSnapshot soFar, SeriesView series)
    {
        var price = soFar.Price!;
        var table = new StrikeTable
        {
            Symbol = inputs.Symbol,
            Series = series.Series,
            CycleId = inputs.CycleId,
            AsOf = inputs.Now,
            Quality = QualityRules.Worst(price.Quality, soFar.Market!.Quality),
            NextOpen = series.NextOpen,
            Spot = price.Price,
            SigmaAnnual = price.SigmaAnnual,
            Rows = [],
        };
        if (series.Event is not { } marketEvent)
            return table;

        var probabilities = soFar.Probabilities.First(p => p.Series == series.Series);
        var byTicker = marketEvent.Markets.ToDictionary(market => market.Ticker, StringComparer.Ordinal);
        var nearest = Quant.Strikes.StrikeTable.Nearest(
            [.. marketEvent.Markets.Select(market => QuantWords.Market(market, Quote(series, market.Ticker)))],
            price.Price,
            options.StrikeRows
        );
        var context = new StrikeContext((double)price.Price, QuantWords.Moments(probabilities), default, _fees);
        var rows = Quant
            .Strikes.StrikeTable.Compute(context, nearest)
            .Select(row => QuantWords.Row(row, byTicker[row.Ticker], Quote(series, row.Ticker), inputs.Now))
            .ToImmutableArray();
        return table with
        {
            Quality = QualityRules.Worst(table.Quality, probabilities.Quality),
            Event = new StrikeEvent(
                marketEvent.Ticker,
                marketEvent.Title,
                marketEvent.CloseTime,
                probabilities.TtcSeconds,
                probabilities.Phase,
                probabilities.KnownTicks,
                marketEvent.Markets.Length
            ),
            Rows = rows,
            AtTheMoney = rows.IsEmpty ? null : rows.MinBy(row => Math.Abs(row.Strike - price.Price))!.Ticker,
        };
    }

    private static MarketQuote? Quote(SeriesView series, string ticker) => series.Quotes.GetValueOrDefault(ticker);
}
