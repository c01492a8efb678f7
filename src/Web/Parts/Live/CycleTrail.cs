using System.Collections.Immutable;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// The last ten minutes for the eye: a price per symbol and cycle for the sparklines, and when each step last succeeded.
/// Shared by all viewers; readers get unchanging pieces.
/// </summary>
public sealed class CycleTrail : IDisposable
{
    public const int Length = 600;

    private readonly IDisposable _listening;
    private ImmutableDictionary<Symbol, ImmutableQueue<PricePoint>> _prices = ImmutableDictionary<
        Symbol,
        ImmutableQueue<PricePoint>
    >.Empty;
    private ImmutableDictionary<(Symbol, string), StepMemory> _steps = ImmutableDictionary<
        (Symbol, string),
        StepMemory
    >.Empty;

    public CycleTrail(Facts facts, LiveBoard board)
    {
        _listening = facts.Listen<CyclePublished>(fact => Keep(fact.Cycle));
        if (board.Current.Cycle is { } last)
            Keep(last);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PricePoint> PricesOf(Symbol symbol) =>
        Volatile.Read(ref _prices).GetValueOrDefault(symbol) is { } kept ? [.. kept] : [];

    public StepMemory? StepOf(Symbol symbol, string step) =>
        Volatile.Read(ref _steps).GetValueOrDefault((symbol, step));

    public void Dispose() => _listening.Dispose();

    // Cycles never overlap, so there is one writer.
    private void Keep(CycleSnapshot cycle)
    {
        var prices = _prices;
        var steps = _steps;
        foreach (var part in cycle.Symbols)
        {
            prices = prices.SetItem(part.Symbol, With(prices.GetValueOrDefault(part.Symbol), cycle, part));
            foreach (var report in part.Steps)
            {
                var key = (part.Symbol, report.Name);
                var before = steps.GetValueOrDefault(key) ?? StepMemory.Nothing;
                steps = steps.SetItem(key, before.With(report, cycle.DueAt));
            }
        }
        Volatile.Write(ref _prices, prices);
        Volatile.Write(ref _steps, steps);
    }

    private static ImmutableQueue<PricePoint> With(
        ImmutableQueue<PricePoint>? before,
        CycleSnapshot cycle,
        SymbolSnapshot part
    )
    {
        var queue = (before ?? []).Enqueue(new PricePoint(cycle.DueAt, part.Price?.Price));
        while (queue.Peek().At < cycle.DueAt - TimeSpan.FromSeconds(Length))
            queue = queue.Dequeue();
        return queue;
    }
}

/// <param name="Price">Null where the cycle had none: a gap is drawn as a gap.</param>
public readonly record struct PricePoint(DateTimeOffset At, decimal? Price);

/// <summary>What is remembered of a step beyond its last run.</summary>
public sealed record StepMemory(DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure, StepError? LastError)
{
    public static readonly StepMemory Nothing = new(null, null, null);

    public StepMemory With(StepReport report, DateTimeOffset at) =>
        report.Outcome switch
        {
            StepOutcome.Succeeded => this with { LastSuccess = at },
            StepOutcome.Failed => this with { LastFailure = at, LastError = report.Error },
            _ => this,
        };
}
