using Strikeboard.Model;

namespace Strikeboard.Data.Calibration;

/// <summary>A forecast at a checkpoint, and once the contract has ended, its outcome.</summary>
public sealed class ForecastRow
{
    public long Id { get; init; }
    public required string Ticker { get; init; }

    /// <summary>Seconds before the close.</summary>
    public int Checkpoint { get; init; }
    public required string Symbol { get; init; }
    public required string Series { get; init; }
    public required string EventTicker { get; init; }
    public DateTimeOffset CloseTime { get; init; }
    public DateTimeOffset At { get; init; }
    public long CycleId { get; init; }

    /// <summary>Our chance of yes.</summary>
    public double Chance { get; init; }
    public Quality Quality { get; init; }

    /// <summary>Cents.</summary>
    public decimal? YesBid { get; init; }
    public decimal? YesAsk { get; init; }
    public Quality QuoteQuality { get; init; }

    /// <summary>The market's chance of yes, where it had one that counts.</summary>
    public double? MarketMid { get; init; }
    public bool IsScored { get; init; }

    /// <summary>Null until the venue has said how it ended.</summary>
    public Side? Result { get; init; }
    public decimal? ExpirationValue { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Paid out: the venue does not amend it any more.</summary>
    public bool IsFinal { get; init; }
}
