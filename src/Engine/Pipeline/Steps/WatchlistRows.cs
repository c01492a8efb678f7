using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>The chosen rows, best first.</summary>
internal sealed class WatchlistEntries(JudgedRow[] chosen) : RowsOnDemand<WatchlistEntry>
{
    protected override WatchlistEntry[] Make() =>
        [
            .. chosen.Select(
                (judged, index) => new WatchlistEntry(index + 1, judged.Series, judged.Table.Row(judged.Row))
            ),
        ];
}

/// <summary>Those that came close, with what each lacked.</summary>
internal sealed class NearMisses(JudgedRow[] chosen, WatchlistCriteria criteria) : RowsOnDemand<NearMiss>
{
    protected override NearMiss[] Make() => [.. chosen.Select(Miss)];

    private NearMiss Miss(JudgedRow judged)
    {
        var candidate = QuantWords.Candidate(judged.Table.Row(judged.Row));
        var shortfalls = WatchlistFilter.Evaluate(candidate, criteria).Shortfalls();
        return new NearMiss(
            judged.Ticker,
            judged.Series,
            [.. shortfalls.Select(shortfall => QuantWords.Word(shortfall.Criterion))],
            shortfalls
                .Where(shortfall => shortfall.By is not null)
                .ToImmutableDictionary(
                    shortfall => QuantWords.Word(shortfall.Criterion),
                    shortfall => shortfall.By!.Value,
                    StringComparer.Ordinal
                )
        );
    }
}
