namespace Strikeboard.Model;

/// <summary>What a venue says of itself, and what of our allowance there is left.</summary>
public sealed record VenueConditions
{
    /// <summary>When the venue last said so.</summary>
    public DateTimeOffset? StatusAt { get; init; }
    public bool ExchangeActive { get; init; } = true;
    public bool TradingActive { get; init; } = true;

    /// <summary>When a closed exchange expects to open again, by its own word.</summary>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <summary>The announced window that runs now or comes next.</summary>
    public MaintenanceWindow? Maintenance { get; init; }
    public RateBudget? Budget { get; init; }

    /// <summary>Whether this account may see the settlement index; null where that is not known.</summary>
    public bool? SeesIndex { get; init; }

    /// <summary>The last thing announced about contracts.</summary>
    public VenueWord? LastWord { get; init; }

    public bool IsTrading => ExchangeActive && TradingActive;

    /// <summary>A window counts unless the venue has just said that it trades all the same.</summary>
    public MaintenanceWindow? MaintenanceAt(DateTimeOffset now) =>
        Maintenance is { } window && window.Covers(now) && !(IsTrading && now - StatusAt <= TimeSpan.FromSeconds(10))
            ? window
            : null;

    /// <summary>Closed by its own doing, in words; empty while it trades.</summary>
    public string ClosedAt(DateTimeOffset now) =>
        MaintenanceAt(now) is { } window ? $"maintenance until {Clock(window.To)}"
        : !ExchangeActive ? "the exchange is closed" + Until(ResumesAt)
        : !TradingActive ? "trading is paused" + Until(ResumesAt)
        : "";

    private static string Until(DateTimeOffset? time) => time is { } at ? $" until {Clock(at)}" : "";

    private static string Clock(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:HH:mm} UTC");
}

public sealed record MaintenanceWindow(DateTimeOffset From, DateTimeOffset To)
{
    public bool Covers(DateTimeOffset now) => From <= now && now < To;
}

/// <summary>A bucket that fills by so many tokens a second up to its capacity; each request takes some out.</summary>
public sealed record RateBudget(double PerSecond, double Capacity, double Left)
{
    public double UsedShare => Capacity > 0 ? Math.Clamp(1 - (Left / Capacity), 0, 1) : 0;
}

public sealed record VenueWord(string Text, DateTimeOffset At);
