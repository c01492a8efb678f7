using Microsoft.Extensions.DependencyInjection;

namespace Strikeboard.Engine.Calibration;

internal static class CalibrationRegistration
{
    public static IServiceCollection AddCalibration(this IServiceCollection services) =>
        services
            .AddSingleton<CalibrationNews>()
            .AddSingleton<ForecastRecorder>()
            .AddHostedService(provider => provider.GetRequiredService<ForecastRecorder>())
            .AddHostedService<SettlementSearch>()
            .AddSingleton<ICalibrationReader, CalibrationReader>();
}
