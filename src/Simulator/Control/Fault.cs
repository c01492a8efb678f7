namespace Strikeboard.Simulator.Control;

/// <summary>A trouble asked for: what, where, until when, how often at most, how likely each time, and at whom it is aimed.</summary>
internal sealed class Fault(
    int id,
    string venue,
    FaultKind kind,
    DateTimeOffset since,
    TimeSpan? lasts,
    int? count,
    double rate,
    FaultTarget aim,
    TimeSpan? lag
)
{
    private int fired;
    private volatile bool ended;

    public int Id => id;
    public string Venue => venue;
    public FaultKind Kind => kind;
    public DateTimeOffset Since => since;
    public DateTimeOffset? Until => since + lasts;
    public int? Count => count;
    public double Rate => rate;

    /// <summary>A null leaves everything open.</summary>
    public FaultTarget Aim => aim;

    /// <summary>How long the trouble makes somebody wait. Null: the kind's own measure.</summary>
    public TimeSpan? Lag => lag;
    public int Fired => Volatile.Read(ref fired);

    /// <summary>Frame faults count for each socket apart, so that every client meets them; all others count in total.</summary>
    public bool CountsPerSocket => kind is FaultKind.Gap or FaultKind.Malformed;

    public bool IsActive(DateTimeOffset now) =>
        !ended
        && (Until is not { } until || now < until)
        && (CountsPerSocket || count is not { } limit || Fired < limit);

    public bool IsAimedAt(FaultTarget target) =>
        Fits(aim.Account, target.Account)
        && Fits(aim.Instrument, target.Instrument)
        && Fits(aim.Operation, target.Operation);

    public void RecordFiring(int times = 1) => Interlocked.Add(ref fired, times);

    public void End() => ended = true;

    private static bool Fits(string? wanted, string? given) =>
        wanted is null || string.Equals(wanted, given, StringComparison.Ordinal);
}
