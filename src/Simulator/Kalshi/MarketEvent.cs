namespace Strikeboard.Simulator.Kalshi;

/// <summary>All markets that close together in one series.</summary>
internal sealed class MarketEvent(SeriesSpec series, EventWindow window)
{
    public SeriesSpec Series => series;
    public EventWindow Window => window;
    public string Ticker { get; } = $"{series.Ticker}-{EventCalendar.Suffix(window)}";
    public IReadOnlyList<Market> Markets { get; set; } = [];
    public MarketStatus Status { get; set; } = MarketStatus.Initialized;
    public DateTimeOffset UpdatedAt { get; set; } = window.ListedAt;
    public decimal? ExpirationValue { get; set; }
    public DateTimeOffset? DeterminedAt { get; set; }
}
