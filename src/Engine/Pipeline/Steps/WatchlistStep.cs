using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Strikes;
using StrikeTable = Strikeboard.Model.StrikeTable;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 5: the rows worth a look, best first, and those that missed by one or two criteria.</summary>
internal sealed class WatchlistStep : IPipelineStep
{
    private const int MostNearMisses = 10;

    private Measure _measure = Measure.Of(PipelineChoices.Default);

    public StepInfo Info => PipelineSteps.Watchlist;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        var (criteria, _, judge) = _measure = _measure.Renewed(inputs.Choices);
        var (entries, misses) = (
            new BestRows(criteria.Limit, RowOrder.Entries),
            new BestRows(MostNearMisses, RowOrder.NearMisses)
        );
        var judged = 0;
        foreach (var table in soFar.Strikes)
        {
            if (table.Event is null || Closed(table, criteria) is not null)
                continue;
            var rows = (TableRows)table.Source;
            judged += rows.Count;
            judge.Judge(table.Series, rows, entries, misses);
        }
        var list = new Watchlist
        {
            Symbol = inputs.Symbol,
            CycleId = inputs.CycleId,
            AsOf = inputs.Now,
            Quality = QualityRules.Worst(soFar.Price!.Quality, soFar.Market!.Quality),
            Closed = judged > 0 ? null : WhyNothing(soFar.Strikes, criteria),
        };
        return StepResult.Made(
            soFar with
            {
                Watchlist = list.With(
                    new WatchlistEntries(entries.Chosen()),
                    new NearMisses(misses.Chosen(), criteria)
                ),
            }
        );
    }

    private static string WhyNothing(ImmutableArray<StrikeTable> tables, WatchlistCriteria criteria)
    {
        var open = tables.Where(table => table.Event is not null).ToList();
        return open.Count == 0
            ? "no event is open"
            : string.Join(
                "; ",
                open.Select(table => $"{table.Series}: {Closed(table, criteria)}").Distinct(StringComparer.Ordinal)
            );
    }

    /// <summary>Why a whole table is out of the question just now; null when it is not.</summary>
    private static string? Closed(StrikeTable table, WatchlistCriteria criteria)
    {
        var failures = WatchlistFilter.EvaluateCycle(
            table.Event!.TtcSeconds,
            table.Quality.MayOpenRisk(),
            table.Quality == Quality.Estimated,
            criteria
        );
        return failures switch
        {
            WatchlistFailures.None => null,
            _ when failures.HasFlag(WatchlistFailures.NotFresh) =>
                $"the data is {QuantWords.Word(table.Quality)}, not live",
            _ when failures.HasFlag(WatchlistFailures.TooLate) =>
                $"less than {criteria.MinSecondsToClose:0} s to the close",
            _ when failures.HasFlag(WatchlistFailures.TooEarly) =>
                $"more than {criteria.MaxSecondsToClose / 60:0} min to the close",
            _ => QuantWords.Word(failures),
        };
    }

    /// <summary>What rows are held against, made anew only where a cycle brings other criteria or another size.</summary>
    private sealed record Measure(WatchlistCriteria Criteria, int Size, RowJudge Judge)
    {
        public static Measure Of(PipelineChoices choices) =>
            new(
                choices.Watchlist,
                choices.ReferenceSize,
                new RowJudge(choices.Watchlist, new ReferenceFees(choices.ReferenceSize))
            );

        public Measure Renewed(PipelineChoices choices) =>
            choices.Watchlist == Criteria && choices.ReferenceSize == Size ? this : Of(choices);
    }
}
