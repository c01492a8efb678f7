using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Strikes;
using StrikeTable = Strikeboard.Model.StrikeTable;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 4: prices, probabilities and fees put side by side, a row per contract, nearest to spot.</summary>
internal sealed class StrikeStep : IPipelineStep
{
    private ReferenceFees _fees = new(PipelineChoices.Default.ReferenceSize);

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
        };
        if (series.Event is not { } marketEvent)
            return table;

        var probabilities = Of(series, soFar.Probabilities);
        var fees = Fees(inputs.Choices.ReferenceSize);
        var column = (ProbabilityRows)probabilities.Source;
        var rows = column.Columns.Nearest(price.Price, inputs.Choices.StrikeRows);
        var context = new StrikeContext((double)price.Price, QuantWords.Moments(probabilities), default, fees);
        var filled = table with
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
            AtTheMoney =
                rows.Length == 0 ? null : column.Columns.Markets[column.Columns.AtTheMoney(price.Price)].Market.Ticker,
        };
        return filled.WithRows(new TableRows(context, column, series.Book!, rows, inputs.Now));
    }

    /// <summary>The size may be another than a cycle ago.</summary>
    private ReferenceFees Fees(int size) => _fees.Size == size ? _fees : _fees = new ReferenceFees(size);

    private static ProbabilityTable Of(SeriesView series, ImmutableArray<ProbabilityTable> tables)
    {
        foreach (var table in tables)
        {
            if (table.Series == series.Series)
                return table;
        }
        throw new InvalidOperationException($"the probability step left out {series.Series}");
    }
}
