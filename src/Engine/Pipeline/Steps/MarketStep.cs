using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 2: per series the event that closes next, with its quotes. Between two events there is none, and that is no failure.</summary>
internal sealed class MarketStep : IPipelineStep
{
    public StepInfo Info => PipelineSteps.Market;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        if (inputs.Markets.Events.IsEmpty)
            return StepResult.Failed(
                "market.missing",
                $"{inputs.MarketSource} has listed no event of {string.Join(" or ", inputs.Series)} yet{Why(inputs)}"
            );

        var series = inputs.Series.Select(name => View(inputs, name)).ToImmutableArray();
        var newest = Newest(series);
        // Stale is what it will be called; but a venue that is closed by its own plan has not failed, nor has the cycle.
        var closed = inputs.MarketSourceStatus?.IsInMaintenanceAt(inputs.Now) == true;
        if (newest is null && !closed && series.Any(view => view.Event is not null))
            return StepResult.Failed(
                "market.no_quotes",
                $"{inputs.MarketSource} has sent no book of the open event{Why(inputs)}"
            );

        var asOf = newest?.AsOf ?? inputs.MarketSourceStatus?.LastFrameAt ?? inputs.Markets.At;
        var quality =
            newest?.QualityAt(inputs.Now) ?? inputs.MarketSourceStatus?.QualityAt(inputs.Now) ?? Quality.Missing;
        if (!quality.IsUsable() && !closed)
            return StepResult.Failed(
                "market.stale",
                FormattableString.Invariant($"the books are {(inputs.Now - asOf).TotalSeconds:0.0} s old{Why(inputs)}")
            );

        return StepResult.Made(
            soFar with
            {
                Market = new MarketView
                {
                    Symbol = inputs.Symbol,
                    AsOf = asOf,
                    Quality = quality,
                    Series = series,
                },
            }
        );
    }

    private static SeriesView View(SymbolInputs inputs, string series)
    {
        var current = inputs.Markets.CurrentEvent(series, inputs.Now);
        var next = inputs.Markets.NextEvent(series, inputs.Now);
        var view = new SeriesView
        {
            Series = series,
            NextOpen = next?.OpenTime,
            NextEvent = next?.Ticker,
        };
        return current is null ? view : view.With(inputs.Markets.BookOf(current));
    }

    /// <summary>
    /// The books share a stream, so the youngest proof speaks for all; each row is judged by its own as well. Of two proofs of
    /// one instant the way decides, never an order that a replay may not have.
    /// </summary>
    private static MarketQuote? Newest(ImmutableArray<SeriesView> series)
    {
        MarketQuote? newest = null;
        foreach (var view in series)
        {
            foreach (var quote in view.Book?.Quotes ?? [])
            {
                if (quote is not null && (newest is null || IsNewer(quote, newest)))
                    newest = quote;
            }
        }
        return newest;
    }

    private static bool IsNewer(MarketQuote quote, MarketQuote than) =>
        quote.AsOf > than.AsOf || (quote.AsOf == than.AsOf && quote.Transport > than.Transport);

    private static string Why(SymbolInputs inputs) =>
        inputs.MarketSourceStatus is { Reason.Length: > 0 } status ? $" ({inputs.MarketSource}: {status.Reason})" : "";
}
