using System.Collections.Immutable;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>A decision, and what said no where the desk had wanted to enter.</summary>
public sealed record DecisionTold(EntryDecision Decision, Refusal? Refusal);

/// <summary>All that one cycle weighed.</summary>
public sealed record WeighedCycle(long CycleId, DateTimeOffset At, ImmutableArray<DecisionTold> Decisions);

/// <summary>Why (no) trade, of the last minutes: what was weighed, what each lacked, and what was entered.</summary>
public sealed class Decisions
{
    private const int Kept = 300;
    private readonly Lock _gate = new();
    private readonly Queue<WeighedCycle> _cycles = new();

    public WeighedCycle? Last { get; private set; }

    /// <summary>Told on the path of the cycle: whoever listens only takes note.</summary>
    public event Action<WeighedCycle>? Weighed;

    public void Keep(CycleSnapshot cycle, ImmutableArray<DecisionTold> decisions)
    {
        var weighed = new WeighedCycle(cycle.Id, cycle.DueAt, decisions);
        lock (_gate)
        {
            _cycles.Enqueue(weighed);
            if (_cycles.Count > Kept)
                _cycles.Dequeue();
            Last = weighed;
        }
        Weighed?.Invoke(weighed);
    }

    /// <summary>Newest first.</summary>
    public ImmutableArray<WeighedCycle> Recent()
    {
        lock (_gate)
            return [.. _cycles.Reverse()];
    }
}
