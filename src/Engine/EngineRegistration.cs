using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Calibration;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Metrics;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Settings;
using Strikeboard.Engine.Trading;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;

namespace Strikeboard.Engine;

public static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services, EngineSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Pipeline);
        return services
            .AddData(
                new DataOptions
                {
                    ConnectionString = settings.ConnectionString,
                    Mode = settings.Mode,
                    Node = settings.NodeName,
                    PublicUrl = settings.PublicUrl,
                }
            )
            .AddLiveSettings(settings)
            .AddDeskMetrics()
            .AddLive()
            .AddVenues(settings)
            .AddPrices()
            .AddPipeline()
            .AddRecording(settings)
            .AddOutputs()
            .AddCommands(settings)
            .AddTrading(settings)
            .AddOperations()
            .AddCalibration()
            .AddJobs(settings);
    }

    private static IServiceCollection AddLive(this IServiceCollection services) =>
        services.AddSingleton<Facts>().AddSingleton<LiveBoard>();

    private static IServiceCollection AddVenues(this IServiceCollection services, EngineSettings settings)
    {
        var products = settings.Symbols.Select(symbol => symbol.CoinbaseProduct).ToList();
        var series = settings.Symbols.SelectMany(symbol => symbol.KalshiSeries).ToList();
        foreach (var venue in new[] { CoinbaseFeed.SourceName, KalshiFeed.SourceName })
        {
            // No redirects: a venue is where the configuration says, nowhere else.
            services
                .AddHttpClient(venue)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        }
        return services
            .AddSingleton(provider => new CoinbaseFeed(
                settings.Coinbase,
                products,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(CoinbaseFeed.SourceName),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<CoinbaseFeed>>()
            ))
            .AddSingleton(provider => new KalshiFeed(
                settings.Kalshi,
                series,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(KalshiFeed.SourceName),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KalshiFeed>>(),
                indices: [.. settings.Symbols.Select(symbol => symbol.Index).Where(index => index.Length > 0)]
            ))
            .AddSingleton<IPriceFeed>(provider => provider.GetRequiredService<CoinbaseFeed>())
            .AddSingleton<IPriceHistory>(provider => provider.GetRequiredService<CoinbaseFeed>())
            .AddSingleton<IMarketFeed>(provider => provider.GetRequiredService<KalshiFeed>())
            .AddSingleton<IIndexFeed>(provider => provider.GetRequiredService<KalshiFeed>())
            .AddSingleton<ISettlementHistory>(provider => provider.GetRequiredService<KalshiFeed>())
            .AddSingleton<IVenueConnection>(provider => provider.GetRequiredService<CoinbaseFeed>())
            .AddSingleton<IVenueConnection>(provider => provider.GetRequiredService<KalshiFeed>());
    }

    private static IServiceCollection AddPrices(this IServiceCollection services) =>
        services
            .AddSingleton<IPastPrices, PastPriceReader>()
            .AddSingleton<PriceMemories>()
            .AddSingleton<IndexMemories>()
            .AddHostedService(provider => provider.GetRequiredService<IndexMemories>())
            .AddSingleton<WarmStart>()
            .AddSingleton<ICandleReader, CandleDesk>()
            .AddHostedService<PriceRecorder>();

    /// <summary>A new step is one class and one line here; what it requires decides where it runs. A replay takes the same.</summary>
    internal static IServiceCollection AddSteps(this IServiceCollection services) =>
        services
            .AddSingleton<IPipelineStep, PriceStep>()
            .AddSingleton<IPipelineStep, MarketStep>()
            .AddSingleton<IPipelineStep, ProbabilityStep>()
            .AddSingleton<IPipelineStep, StrikeStep>()
            .AddSingleton<IPipelineStep, WatchlistStep>();

    private static IServiceCollection AddPipeline(this IServiceCollection services) =>
        services
            .AddSteps()
            .AddSingleton<CycleRunner>()
            .AddSingleton<LiveInputs>()
            .AddSingleton<IInputSource, RecordingInputs>()
            .AddSingleton<PipelineDriver>()
            .AddSingleton<StepTimes>()
            .AddHostedService(provider => provider.GetRequiredService<StepTimes>())
            .AddSingleton<IPerformanceReader, PerformanceReader>()
            .AddHostedService<CycleLog>()
            .AddSingleton<CycleContents>()
            .AddHostedService(provider => provider.GetRequiredService<CycleContents>())
            .AddSingleton<ICycleReader, CycleReader>();

    private static IServiceCollection AddRecording(this IServiceCollection services, EngineSettings settings) =>
        services
            .AddSingleton(_ => new Tape())
            .AddSingleton<IPriceTape>(provider => provider.GetRequiredService<Tape>())
            .AddSingleton<Recorder>()
            .AddHostedService(provider => provider.GetRequiredService<Recorder>())
            .AddSingleton(_ => new Recordings(settings.RecordingFolder is { } path ? new RecordingFolder(path) : null))
            .AddSingleton<IRecordings>(provider => provider.GetRequiredService<Recordings>());

    private static IServiceCollection AddCommands(this IServiceCollection services, EngineSettings settings) =>
        services
            .AddSingleton<CommandDesk>()
            .AddSingleton(_ => new CommandSpool(settings.TradingFolder))
            .AddSingleton<EmergencyDesk>()
            .AddSingleton<ICommandDesk>(provider => provider.GetRequiredService<EmergencyDesk>())
            .AddSingleton<ILeaderWork>(provider => provider.GetRequiredService<EmergencyDesk>())
            .AddSingleton<IAuditReader, AuditReader>()
            .AddSingleton<ICommandHandler, StartPipelineHandler>()
            .AddSingleton<ICommandHandler, StopPipelineHandler>()
            .AddSingleton<ICommandHandler, RestartPipelineHandler>()
            .AddSingleton<ICommandHandler, ShutDownHandler>()
            .AddSingleton<ICommandHandler, TriggerJobHandler>()
            .AddSingleton<ICommandHandler, PauseJobHandler>()
            .AddSingleton<ICommandHandler, ResumeJobHandler>()
            .AddSingleton<ICommandHandler, CancelJobHandler>()
            .AddAccessCommands()
            .AddSingleton<ICommandHandler, SaveViewHandler>()
            .AddSingleton<ICommandHandler, RenameViewHandler>()
            .AddSingleton<ICommandHandler, DeleteViewHandler>()
            .AddSingleton<ICommandHandler, SetDefaultViewHandler>()
            .AddSingleton<ICommandHandler, UseViewHandler>()
            .AddSingleton<ICommandHandler, KeepColumnsHandler>()
            .AddSingleton<IViewReader, ViewReader>();

    private static IServiceCollection AddOperations(this IServiceCollection services) =>
        services
            .AddSingleton<EventLog>()
            .AddSingleton<IEventLog>(provider => provider.GetRequiredService<EventLog>())
            .AddHostedService(provider => provider.GetRequiredService<EventLog>())
            .AddSingleton<IEventReader, EventReader>()
            .AddSingleton<ErrorRate>()
            .AddHostedService(provider => provider.GetRequiredService<ErrorRate>())
            .AddHostedService<MarketReporter>()
            .AddSingleton<HealthMonitor>()
            .AddSingleton<IHealthReader>(provider => provider.GetRequiredService<HealthMonitor>())
            .AddSingleton<Retention>()
            .AddSingleton<JobSchedulers>()
            .AddSingleton<IJobBoard, JobBoard>()
            .AddHostedService<Node>();
}
