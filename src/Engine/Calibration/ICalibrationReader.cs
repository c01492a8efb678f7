using Strikeboard.Model;

namespace Strikeboard.Engine.Calibration;

/// <summary>How good the forecasts were, by checkpoint, and the forecasts themselves.</summary>
public interface ICalibrationReader
{
    /// <summary>What is looked at where a caller gives no beginning.</summary>
    static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(30);

    /// <summary>Reckoned anew only when something was written since, so asking often costs little.</summary>
    Task<CalibrationAnswer> ReadAsync(ForecastFilter filter, CancellationToken cancellationToken);

    Task<Page<ForecastEntry>> ListAsync(ForecastFilter filter, PageRequest page, CancellationToken cancellationToken);
}
