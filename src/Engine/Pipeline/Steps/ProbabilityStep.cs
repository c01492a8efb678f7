using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Time;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 3: the distribution of the settlement value, and from it each contract's chance of yes.</summary>
internal sealed class ProbabilityStep : IPipelineStep
{
    public StepInfo Info => PipelineSteps.Probability;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        var price = soFar.Price!;
        var tables = soFar
            .Market!.Series.Where(series => series.Event is not null)
            .Select(series => Table(inputs, price, series.Event!))
            .ToImmutableArray();
        return StepResult.Made(soFar with { Probabilities = tables });
    }

    private static ProbabilityTable Table(SymbolInputs inputs, PriceView price, MarketEvent marketEvent)
    {
        var left = TimeToClose.Compute(inputs.Now, marketEvent.CloseTime);
        var due = SettlementModel.WindowTicks - RemainingTicks(left.Seconds);
        var window =
            due == 0
                ? SettlementWindow.Of([])
                : SettlementWindow.Of(SettlementTicks.Due(inputs, marketEvent.CloseTime, due));
        var spot = SettlementTicks.Spot(inputs, price.Price);
        var moments = SettlementModel.Moments(
            new SettlementInput
            {
                Spot = (double)spot,
                TimeToCloseSeconds = left.Seconds,
                SigmaPerSecond = price.SigmaPerSecond,
                // None of the ticks that are due was seen: the spot stands in, and the quality says so.
                ObservedSum = window.Sum ?? spot * due,
            }
        );
        var columns = EventColumns.Of(marketEvent);
        var yes = new double[columns.Markets.Length];
        columns.Columns.Probabilities(moments, yes);
        var table = new ProbabilityTable
        {
            Series = marketEvent.Series,
            EventTicker = marketEvent.Ticker,
            TtcSeconds = left.Seconds,
            Phase = Phase(left.Phase),
            Mean = moments.Mean,
            StandardDeviation = moments.Deviation,
            KnownTicks = due,
            InterpolatedTicks = window.Missing,
            SettlesOn = price.SettlesOn,
            Quality = QualityOf(window, price.Quality),
        };
        return table.WithMarkets(new ProbabilityRows(columns, yes));
    }

    /// <summary>A settlement minute with many holes is a guess, whatever the price's own quality.</summary>
    private static Quality QualityOf(SettlementWindow window, Quality price) =>
        window.IsDegraded ? QualityRules.Worst(price, Quality.Estimated) : price;

    private static int RemainingTicks(double seconds) =>
        Math.Min(SettlementModel.WindowTicks, (int)Math.Ceiling(seconds - Tolerance.Epsilon));

    private static EventPhase Phase(MarketPhase phase) =>
        phase switch
        {
            MarketPhase.Open => EventPhase.Open,
            MarketPhase.Averaging => EventPhase.Averaging,
            _ => EventPhase.Closed,
        };
}
