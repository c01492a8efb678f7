namespace Strikeboard.Simulator.Control;

internal enum FaultKind
{
    Drop,
    Mute,
    Freeze,
    Gap,
    Malformed,
    Rest5xx,
    Rest429,
    Slow,
    Unauthorized,
    Down,
    Maintenance,
    Halt,
    Unentitled,
}

internal static class FaultNames
{
    public static readonly IReadOnlyList<string> Venues = ["coinbase", "kalshi"];

    public static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<FaultKind>().Select(Name)];

    /// <summary>What only a venue with keys, contracts and an index can suffer.</summary>
    public static bool OnKalshiOnly(FaultKind kind) =>
        kind is FaultKind.Unauthorized or FaultKind.Maintenance or FaultKind.Halt or FaultKind.Unentitled;

    public static string Name(FaultKind kind) => Enum.GetName(kind)!.ToLowerInvariant();

    public static FaultKind? Parse(string? name) =>
        Enum.GetValues<FaultKind>()
            .Where(k => string.Equals(Name(k), name, StringComparison.Ordinal))
            .Select(k => (FaultKind?)k)
            .FirstOrDefault();
}

/// <summary>A trouble asked for: what, where, until when, how often at most, and how likely each time.</summary>
internal sealed class Fault(
    int id,
    string venue,
    FaultKind kind,
    DateTimeOffset since,
    TimeSpan? lasts,
    int? count,
    double rate
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
    public int Fired => Volatile.Read(ref fired);

    /// <summary>Frame faults count for each socket apart, so that every client meets them; all others count in total.</summary>
    public bool CountsPerSocket => kind is FaultKind.Gap or FaultKind.Malformed;

    public bool IsActive(DateTimeOffset now) =>
        !ended
        && (Until is not { } until || now < until)
        && (CountsPerSocket || count is not { } limit || Fired < limit);

    public void RecordFiring(int times = 1) => Interlocked.Add(ref fired, times);

    public void End() => ended = true;
}
