using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Strikeboard.Engine.Metrics;

public static class MetricsRegistration
{
    public static IServiceCollection AddMetricSource<TSource>(this IServiceCollection services)
        where TSource : class, IMetricSource => services.AddSingleton<IMetricSource, TSource>();

    internal static IServiceCollection AddDeskMetrics(this IServiceCollection services) =>
        services
            .AddMetricSource<CycleMetrics>()
            .AddMetricSource<BoardMetrics>()
            .AddMetricSource<PriceLogMetrics>()
            .AddMetricSource<ProcessMetrics>()
            .AddHostedService<Counting>();

    /// <summary>Sources count from the start of the process, not from the first scrape.</summary>
    private sealed class Counting(IEnumerable<IMetricSource> sources) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            sources.Any() ? Task.CompletedTask : throw new InvalidOperationException("there is nothing to measure");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
