using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;

namespace Strikeboard.Engine.Settings;

internal static class SettingsRegistration
{
    /// <summary>Before everything else that is started: whoever starts later finds the values that count.</summary>
    public static IServiceCollection AddLiveSettings(this IServiceCollection services, EngineSettings engine) =>
        services
            .AddSingleton(OfPipeline(engine.Pipeline))
            .AddSingleton(OfWatchlist(engine.Pipeline.Watchlist))
            .AddSingleton(OfRetention(engine.Retention))
            .AddSingleton(OfRecording(engine.Recording))
            .AddSingleton(OfOutputs(engine.Outputs))
            .AddSingleton<SettingsBook>()
            .AddSingleton<ISettingsBook>(all => all.GetRequiredService<SettingsBook>())
            .AddHostedService(all => all.GetRequiredService<SettingsBook>())
            .AddSingleton<ICommandHandler, ChangeSettingsHandler>()
            .AddSingleton<ICommandHandler, RollBackSettingsHandler>();

    private static SettingsSection OfPipeline(PipelineOptions options) =>
        new(
            "Pipeline",
            "Strike table",
            options,
            new("StrikeRows", "Rows", "rows", "Rows of a strike table, nearest to spot."),
            new("ReferenceSize", "Reference size", "contracts", "Order size for which fees and edges are shown."),
            new(
                "FallbackVolatility",
                "Fallback volatility",
                "a year",
                "Annual volatility as a fraction, until enough prices are known."
            )
        );

    private static SettingsSection OfWatchlist(WatchlistOptions options) =>
        new(
            "Pipeline:Watchlist",
            "Watchlist",
            options,
            new("MinProbability", "Least probability", "fraction", "Of the active side."),
            new("MinEdge", "Least edge", "cents", "After fees."),
            new("MinVolume", "Least volume", "contracts", "Contracts traded so far."),
            new("MaxSpread", "Widest spread", "cents", "Between the best bid and ask."),
            new("MaxAsk", "Highest ask", "cents", "Of the active side."),
            new("MinSigma", "Least distance", "σ", "Between spot and strike, in standard deviations."),
            new("Limit", "Longest list", "rows", "The best so many are listed."),
            new("MinSecondsToClose", "Not closer to the close than", "s", "Nothing is listed nearer to the close."),
            new("MaxSecondsToClose", "Not farther from the close than", "s", "Nothing is listed farther from it.")
        )
        {
            Together = value =>
                value("MinSecondsToClose") >= value("MaxSecondsToClose")
                    ? ("MinSecondsToClose", "is not below the farthest")
                    : null,
        };

    private static SettingsSection OfRetention(RetentionOptions options) =>
        new(
            "Retention",
            "Kept for",
            options,
            new("PriceLogDays", "Price log", "days", "One row a second and symbol; 0 keeps everything."),
            new("CyclesDays", "Cycles", "days", "Finished cycles with their steps; 0 keeps everything."),
            new("EventsDays", "Events", "days", "Lines of the diary; 0 keeps everything."),
            new("HealthStatusDays", "Health", "days", "Judgements of the health monitor; 0 keeps everything."),
            new(
                "DecisionsDays",
                "Why (no) trade",
                "days",
                "Every candidate of every cycle with its conditions; 0 keeps everything."
            ),
            new("CommandsDays", "Answers by key", "days", "For requests that are repeated with the same key.")
        );

    private static SettingsSection OfOutputs(OutputOptions options) =>
        new(
            "Outputs",
            "Files for other programs",
            options,
            new("Enabled", "Written", "", "true or false."),
            new("EverySeconds", "Not more often than every", "s", "Between two cycles that are written down.")
        );

    private static SettingsSection OfRecording(RecordingOptions options) =>
        new(
            "Recording",
            "Recording",
            options,
            new("KeepHours", "Kept for", "h", "Recorded hours older than this are removed."),
            new("MaxMegabytes", "At most", "MB", "Beyond it the oldest hours go first.")
        );
}
