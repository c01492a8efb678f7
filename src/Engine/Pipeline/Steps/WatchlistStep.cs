using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Strikes;
using StrikeTable = Strikeboard.Model.StrikeTable;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 5: the rows worth a look, best first, and those that missed by one or two criteria.</summary>
internal sealed class WatchlistStep(PipelineOptions options) : IPipelineStep
{
    private const int MostNearMisses = 10;

    private readonly WatchlistCriteria _criteria = QuantWords.Criteria(options.Watchlist);
    private readonly RowJudge _judge = new(
        QuantWords.Criteria(options.Watchlist),
        new ReferenceFees(options.ReferenceSize)
    );

    public StepInfo Info => PipelineSteps.Watchlist;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        var (entries, misses) = (
            new BestRows(_criteria.Limit, RowOrder.Entries),
            new BestRows(MostNearMisses, RowOrder.NearMisses)
        );
        var judged = 0;
        foreach (var table in soFar.Strikes)
        {
            if (table.Event is null || Closed(table) is not null)
                continue;
            var rows = (TableRows)table.Source;
            judged += rows.Count;
            _judge.Judge(table.Series, rows, entries, misses);
        }
        var list = new Watchlist
        {
            Symbol = inputs.Symbol,
            CycleId = inputs.CycleId,
            AsOf = inputs.Now,
            Quality = QualityRules.Worst(soFar.Price!.Quality, soFar.Market!.Quality),
            Closed = judged > 0 ? null : WhyNothing(soFar.Strikes),
        };
        return StepResult.Made(
            soFar with
            {
                Watchlist = list.With(
                    new WatchlistEntries(entries.Chosen()),
                    new NearMisses(misses.Chosen(), _criteria)
                ),
            }
        );
    }

    private string WhyNothing(ImmutableArray<StrikeTable> tables)
    {
        var open = tables.Where(table => table.Event is not null).ToList();
        return open.Count == 0
            ? "no event is open"
            : string.Join(
                "; ",
                open.Select(table => $"{table.Series}: {Closed(table)}").Distinct(StringComparer.Ordinal)
            );
    }

    /// <summary>Why a whole table is out of the question just now; null when it is not.</summary>
    private string? Closed(StrikeTable table)
    {
        var failures = WatchlistFilter.EvaluateCycle(
            table.Event!.TtcSeconds,
            table.Quality.MayOpenRisk(),
            table.Quality == Quality.Estimated,
            _criteria
        );
        return failures switch
        {
            WatchlistFailures.None => null,
            _ when failures.HasFlag(WatchlistFailures.NotFresh) =>
                $"the data is {QuantWords.Word(table.Quality)}, not live",
            _ when failures.HasFlag(WatchlistFailures.TooLate) =>
                $"less than {_criteria.MinSecondsToClose:0} s to the close",
            _ when failures.HasFlag(WatchlistFailures.TooEarly) =>
                $"more than {_criteria.MaxSecondsToClose / 60:0} min to the close",
            _ => QuantWords.Word(failures),
        };
    }
}
