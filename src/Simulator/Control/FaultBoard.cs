using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Control;

/// <summary>The faults in force. Asking costs next to nothing while there are none.</summary>
internal sealed class FaultBoard(TimeProvider time, int seed)
{
    private const int Kept = 200;
    private readonly Lock gate = new();
    private readonly SeededRandom random = new(Noise.Key(seed, "faults"));
    private readonly List<Fault> faults = [];
    private int nextId = 1;
    private volatile bool any;

    /// <summary>Raised once for each new fault, outside the lock.</summary>
    public event Action<Fault>? Raised;

    public Fault Raise(
        string venue,
        FaultKind kind,
        TimeSpan? lasts,
        int? count,
        double? rate,
        FaultTarget aim = default,
        TimeSpan? lag = null
    )
    {
        Fault fault;
        lock (gate)
        {
            fault = new Fault(
                nextId++,
                venue,
                kind,
                time.GetUtcNow(),
                lasts ?? DefaultLasting(kind, count),
                count ?? DefaultCount(kind, lasts),
                rate ?? DefaultRate(kind, lasts),
                aim,
                lag
            );
            faults.Add(fault);
            if (faults.Count > Kept)
            {
                faults.RemoveAt(0);
            }
            any = true;
        }
        Raised?.Invoke(fault);
        return fault;
    }

    public IReadOnlyList<Fault> List()
    {
        lock (gate)
        {
            return [.. faults];
        }
    }

    public bool Clear(int id)
    {
        lock (gate)
        {
            faults.Find(f => f.Id == id)?.End();
            return faults.RemoveAll(f => f.Id == id) > 0;
        }
    }

    public void ClearAll()
    {
        lock (gate)
        {
            faults.ForEach(f => f.End());
            faults.Clear();
            any = false;
        }
    }

    public bool IsActive(string venue, FaultKind kind, FaultTarget target = default) =>
        any && Find(venue, kind, target) is not null;

    /// <summary>Whether the fault strikes this time; counts it if so.</summary>
    public bool Strikes(string venue, FaultKind kind) => Strike(venue, kind, default) is not null;

    /// <summary>The fault that strikes this time, already counted; null for none.</summary>
    public Fault? Strike(string venue, FaultKind kind, FaultTarget target)
    {
        if (!any)
        {
            return null;
        }
        // Under one lock, so that a fault with a count strikes exactly that often.
        lock (gate)
        {
            if (Find(venue, kind, target) is not { } fault || !Draw(fault.Rate))
            {
                return null;
            }
            fault.RecordFiring();
            return fault;
        }
    }

    /// <summary>The same for a frame fault, whose count is kept for each socket.</summary>
    public bool Strikes(string venue, FaultKind kind, Dictionary<int, int> firedHere)
    {
        if (!any || Find(venue, kind, default) is not { } fault)
        {
            return false;
        }
        var before = firedHere.GetValueOrDefault(fault.Id);
        if (before >= fault.Count || !Draw(fault.Rate))
        {
            return false;
        }
        firedHere[fault.Id] = before + 1;
        fault.RecordFiring();
        return true;
    }

    /// <summary>The newest of this kind that is in force.</summary>
    public Fault? Active(string venue, FaultKind kind) => any ? Find(venue, kind, default) : null;

    private Fault? Find(string venue, FaultKind kind, FaultTarget target)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            return faults.FindLast(f =>
                f.Kind == kind
                && string.Equals(f.Venue, venue, StringComparison.Ordinal)
                && f.IsActive(now)
                && f.IsAimedAt(target)
            );
        }
    }

    private bool Draw(double rate)
    {
        if (rate >= 1)
        {
            return true;
        }
        lock (gate)
        {
            return random.Chance(rate);
        }
    }

    /// <summary>A drop without duration or count cuts the sockets once and lets clients come back at once.</summary>
    private static TimeSpan? DefaultLasting(FaultKind kind, int? count) =>
        kind is FaultKind.Drop && count is null ? TimeSpan.Zero : null;

    private static int? DefaultCount(FaultKind kind, TimeSpan? lasts) =>
        kind is FaultKind.Gap && lasts is null ? 1 : null;

    private static double DefaultRate(FaultKind kind, TimeSpan? lasts) =>
        kind switch
        {
            FaultKind.Malformed => 0.2,
            FaultKind.Gap when lasts is not null => 0.1,
            _ => 1,
        };
}
