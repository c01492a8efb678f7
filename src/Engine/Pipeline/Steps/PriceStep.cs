using Strikeboard.Model;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 1: the newest price, if it is young enough to build on.</summary>
internal sealed class PriceStep : IPipelineStep
{
    public StepInfo Info => PipelineSteps.Price;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        if (inputs.Reading is not { } reading)
            return StepResult.Failed("price.missing", $"no price has arrived from {inputs.PriceSource}{Why(inputs)}");
        var quality = reading.QualityAt(inputs.Now);
        if (!quality.IsUsable())
            return StepResult.Failed("price.stale", $"the last price is {Age(inputs, reading)} old{Why(inputs)}");

        var prices = inputs.Prices;
        var ready = prices is { VolatilityReady: true, SigmaPerSecond: not null };
        var perSecond = ready
            ? VolatilityChoice.Clamp(prices.SigmaPerSecond!.Value)
            : VolatilityChoice.PerSecond(inputs.Choices.FallbackVolatility);
        return StepResult.Made(
            soFar with
            {
                Price = new PriceView
                {
                    Symbol = inputs.Symbol,
                    Price = reading.Tick.Price,
                    Time = reading.Tick.Time,
                    AsOf = reading.AsOf,
                    Source = reading.Tick.Source,
                    Quality = quality,
                    OneMinuteAverage = prices.OneMinuteAverage,
                    Deltas = prices.Deltas,
                    Momentum = prices.Momentum,
                    SigmaAnnual = VolatilityChoice.Annualise(perSecond),
                    SigmaPerSecond = perSecond,
                    SigmaIsFallback = !ready,
                    Basis = inputs.Index?.Basis?.Value,
                    SettlesOn = SettlementTicks.SourceOf(inputs),
                },
            }
        );
    }

    private static string Age(SymbolInputs inputs, PriceReading reading) =>
        FormattableString.Invariant($"{(inputs.Now - reading.AsOf).TotalSeconds:0.0} s");

    private static string Why(SymbolInputs inputs) =>
        inputs.PriceSourceStatus is { Reason.Length: > 0 } status ? $" ({inputs.PriceSource}: {status.Reason})" : "";
}
