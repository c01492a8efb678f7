using System.Globalization;

namespace Strikeboard.Quant.Time;

/// <summary>Seconds until the close, fractional for the models, never below zero.</summary>
public readonly record struct TimeToClose(double Seconds, MarketPhase Phase)
{
    public const double AveragingWindowSeconds = 60;

    public static TimeToClose Compute(DateTimeOffset now, DateTimeOffset close)
    {
        var seconds = Math.Max(0, (close - now).TotalSeconds);
        var phase = seconds switch
        {
            > AveragingWindowSeconds => MarketPhase.Open,
            > 0 => MarketPhase.Averaging,
            _ => MarketPhase.Closed,
        };
        return new TimeToClose(seconds, phase);
    }

    /// <summary>mm:ss, or h:mm:ss from one hour up; seconds are cut, not rounded, so the display never runs ahead.</summary>
    public string Display
    {
        get
        {
            var whole = (long)Math.Floor(Seconds);
            var (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
            return hours > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds:00}")
                : string.Create(CultureInfo.InvariantCulture, $"{minutes:00}:{seconds:00}");
        }
    }
}
