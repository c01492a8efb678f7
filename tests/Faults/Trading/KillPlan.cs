using Strikeboard.Faults.Points;

namespace Strikeboard.Faults.Trading;

/// <summary>What is killed next: every named step until each was reached, then any moment; under faults in turn.</summary>
internal sealed class KillPlan(IReadOnlyDictionary<string, int> reached, Random random, TimeProvider time)
{
    /// <summary>After a close the pretended venue decides, and pays half a minute later.</summary>
    public static readonly TimeSpan UntilPaid = TimeSpan.FromSeconds(33);

    private const int Tries = 3;
    private static readonly TimeSpan Closes = TimeSpan.FromMinutes(10);
    private static readonly KillPoint Anything = new(KillPoint.AnyMoment);

    /// <summary>In turn, so that each meets kills at many moments.</summary>
    private static readonly string[] Faults =
    [
        "",
        "losereply",
        "rest5xxafter",
        "resetafter",
        "hideorders",
        "emptyreply",
        "losefills",
        "fillaftercancel",
        "garbledreply",
        "latefills",
        "slowreply",
        "duplicatefills",
        "resetbefore",
        "reorderfills",
        "orders5xx",
        "fills5xx",
        "writes429",
    ];

    /// <summary>Under these every step is still taken.</summary>
    private static readonly string[] Gentle =
    [
        "",
        "hideorders",
        "losefills",
        "latefills",
        "slowreply",
        "duplicatefills",
        "reorderfills",
    ];

    private readonly List<KillPoint> _open =
    [
        .. KillPoint
            .All.Where(point => point.Steps.Any(step => !reached.ContainsKey(step)))
            .OrderBy(_ => random.Next()),
    ];
    private readonly Dictionary<KillPoint, int> _tries = [];
    private int _turn = random.Next(1000);

    /// <summary>Kills that reach every named step once.</summary>
    public static int Named => KillPoint.All.Sum(point => 1 + point.Then.Length);

    public (KillPoint Point, string Fault) Next()
    {
        var sinceClose = new TimeSpan(time.GetUtcNow().Ticks % Closes.Ticks);
        var isPaying = sinceClose > TimeSpan.FromSeconds(2) && sinceClose < UntilPaid - TimeSpan.FromSeconds(6);
        var point = _open.Find(one => one.Habit == Habit.Payout == isPaying) ?? Anything;
        _turn++;
        return (
            point,
            point.Fault ?? (point == Anything ? Faults[_turn % Faults.Length] : Gentle[_turn % Gentle.Length])
        );
    }

    /// <summary>Not reached: once more, after the others.</summary>
    public void Done(KillPoint point, string? missed)
    {
        if (!_open.Remove(point) || missed is null)
            return;
        _tries[point] = _tries.GetValueOrDefault(point) + 1;
        if (_tries[point] < Tries)
            _open.Add(point);
    }
}
