using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Strikes;
using StrikeRow = Strikeboard.Model.StrikeRow;
using StrikeTable = Strikeboard.Model.StrikeTable;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Step 5: the rows worth a look, best first, and those that missed by one or two criteria.</summary>
internal sealed class WatchlistStep(PipelineOptions options) : IPipelineStep
{
    private const int MostNearMisses = 10;
    private const int MostFailures = 2;

    private readonly WatchlistCriteria _criteria = QuantWords.Criteria(options.Watchlist);

    public StepInfo Info => PipelineSteps.Watchlist;

    public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar)
    {
        var open = soFar.Strikes.Where(table => table.Event is not null).ToList();
        var judged = open.Where(table => Closed(table) is null)
            .SelectMany(table => table.Rows.Select(row => Judge(table.Series, row)))
            .ToList();
        return StepResult.Made(
            soFar with
            {
                Watchlist = new Watchlist
                {
                    Symbol = inputs.Symbol,
                    CycleId = inputs.CycleId,
                    AsOf = inputs.Now,
                    Quality = QualityRules.Worst(soFar.Price!.Quality, soFar.Market!.Quality),
                    Entries = Entries(judged),
                    NearMisses = NearMisses(judged),
                    Closed = judged.Count > 0 ? null : WhyNothing(open),
                },
            }
        );
    }

    private ImmutableArray<WatchlistEntry> Entries(List<Judged> judged) =>
        [
            .. judged
                .Where(row => row.Verdict.Qualifies && row.Row.Quality.MayOpenRisk())
                .OrderBy(row => row.Verdict.Candidate, WatchlistOrder.Instance)
                .ThenBy(row => row.Row.Ticker, StringComparer.Ordinal)
                .Take(_criteria.Limit)
                .Select((row, index) => new WatchlistEntry(index + 1, row.Series, row.Row)),
        ];

    private static ImmutableArray<NearMiss> NearMisses(List<Judged> judged) =>
        [
            .. judged
                .Where(row => row.Verdict.FailureCount is > 0 and <= MostFailures)
                .OrderBy(row => row.Verdict.FailureCount)
                .ThenByDescending(row => row.Row.ActiveEdge ?? double.NegativeInfinity)
                .ThenBy(row => row.Row.Ticker, StringComparer.Ordinal)
                .Take(MostNearMisses)
                .Select(Miss),
        ];

    private static NearMiss Miss(Judged judged)
    {
        var shortfalls = judged.Verdict.Shortfalls();
        return new NearMiss(
            judged.Row.Ticker,
            judged.Series,
            [.. shortfalls.Select(shortfall => Word(shortfall.Criterion))],
            shortfalls
                .Where(shortfall => shortfall.By is not null)
                .ToImmutableDictionary(
                    shortfall => Word(shortfall.Criterion),
                    shortfall => shortfall.By!.Value,
                    StringComparer.Ordinal
                )
        );
    }

    private Judged Judge(string series, StrikeRow row) =>
        new(series, row, WatchlistFilter.Evaluate(QuantWords.Candidate(row), _criteria));

    private string WhyNothing(List<StrikeTable> open) =>
        open.Count == 0
            ? "no event is open"
            : string.Join(
                "; ",
                open.Select(table => $"{table.Series}: {Closed(table)}").Distinct(StringComparer.Ordinal)
            );

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
            _ when failures.HasFlag(WatchlistFailures.NotFresh) => $"the data is {Word(table.Quality)}, not live",
            _ when failures.HasFlag(WatchlistFailures.TooLate) =>
                $"less than {_criteria.MinSecondsToClose:0} s to the close",
            _ when failures.HasFlag(WatchlistFailures.TooEarly) =>
                $"more than {_criteria.MaxSecondsToClose / 60:0} min to the close",
            _ => Word(failures),
        };
    }

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record Judged(string Series, StrikeRow Row, WatchlistVerdict Verdict);
}
