namespace Strikeboard.Model;

/// <summary>What was said about one contract at one checkpoint before its close, kept to be held against the outcome.</summary>
public sealed record Forecast
{
    public required string Ticker { get; init; }

    /// <summary>Seconds before the close for which it stands.</summary>
    public required int Checkpoint { get; init; }
    public required Symbol Symbol { get; init; }
    public required string Series { get; init; }
    public required string EventTicker { get; init; }
    public required DateTimeOffset CloseTime { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long CycleId { get; init; }

    /// <summary>Our chance of yes.</summary>
    public required double PYes { get; init; }

    /// <summary>Quality of what our chance was made from.</summary>
    public required Quality Quality { get; init; }

    /// <summary>The market's best prices in cents.</summary>
    public decimal? YesBid { get; init; }
    public decimal? YesAsk { get; init; }
    public required Quality QuoteQuality { get; init; }

    /// <summary>A guess from old or interpolated data is kept, marked and counted, but not scored.</summary>
    public bool IsScored => Quality < Quality.Estimated;

    /// <summary>The market's own chance of yes; null unless both sides were quoted, uncrossed and fresh.</summary>
    public double? MarketMid =>
        QuoteQuality < Quality.Estimated && YesBid is { } bid && YesAsk is { } ask && bid < ask
            ? (double)(bid + ask) / 200
            : null;
}
