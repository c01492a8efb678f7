using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>
/// Everything one cycle made, published as one object: a reader holds one cycle or another, never parts of two.
/// </summary>
public sealed record CycleSnapshot
{
    public required long Id { get; init; }
    public required long Generation { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    [Measured]
    public required double Ms { get; init; }
    public required CycleOutcome Outcome { get; init; }

    /// <summary>Beats that passed before this cycle without one of their own.</summary>
    public int MissedBefore { get; init; }
    public required ImmutableArray<SymbolSnapshot> Symbols { get; init; }

    public SymbolSnapshot? Of(Symbol symbol) => Symbols.FirstOrDefault(s => s.Symbol == symbol);

    /// <summary>The five steps over all symbols: the worst outcome, the summed time and the first error of each.</summary>
    public ImmutableArray<StepReport> Steps =>
        [
            .. Symbols
                .SelectMany(s => s.Steps)
                .GroupBy(step => step.Name, StringComparer.Ordinal)
                .Select(group => new StepReport(
                    group.Key,
                    Worst(group.Select(step => step.Outcome)),
                    group.Sum(step => step.Ms),
                    group.Select(step => step.Error).FirstOrDefault(error => error is not null)
                )),
        ];

    private static StepOutcome Worst(IEnumerable<StepOutcome> outcomes)
    {
        var all = outcomes.ToHashSet();
        return all.Contains(StepOutcome.Failed) ? StepOutcome.Failed
            : all.Contains(StepOutcome.Skipped) ? StepOutcome.Skipped
            : StepOutcome.Succeeded;
    }
}

/// <summary>One symbol's part of a cycle. An output is null when its step did not succeed in this cycle.</summary>
public sealed record SymbolSnapshot
{
    public required Symbol Symbol { get; init; }
    public required long CycleId { get; init; }
    public required ImmutableArray<StepReport> Steps { get; init; }
    public PriceView? Price { get; init; }
    public MarketView? Market { get; init; }
    public ImmutableArray<ProbabilityTable> Probabilities { get; init; } = [];
    public ImmutableArray<StrikeTable> Strikes { get; init; } = [];
    public Watchlist? Watchlist { get; init; }

    public bool Succeeded => Steps.All(step => step.Outcome == StepOutcome.Succeeded);

    public StrikeTable? StrikesOf(string? series) =>
        Strikes.FirstOrDefault(table =>
            series is null || string.Equals(table.Series, series, StringComparison.OrdinalIgnoreCase)
        );
}

public enum CycleOutcome
{
    Succeeded,
    Failed,
}
