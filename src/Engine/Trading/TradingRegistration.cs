using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Entries.Keeping;
using Strikeboard.Engine.Trading.Paper;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Exchanges.Kalshi.Trading;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading;

internal static class TradingRegistration
{
    public static IServiceCollection AddTrading(this IServiceCollection services, EngineSettings settings) =>
        services
            .AddSingleton(settings.Trading)
            .AddSingleton<IMarketSights>(provider => provider.GetRequiredService<KalshiFeed>())
            .AddSingleton(provider => Venue(provider, settings))
            .AddSingleton<IVenueConnection>(provider => provider.GetRequiredService<TradingVenue>().Feed)
            .AddSingleton(_ => new KillSwitch(settings.TradingFolder))
            .AddSingleton<IMarks, Marks>()
            .AddSingleton<IOrderReader, OrderReader>()
            .AddSingleton<ITradeReader, TradeReader>()
            .AddSingleton<ITradingRecords, TradingRecords>()
            .AddSingleton<ILimitsReader, LimitsReader>()
            .AddSingleton<PositionDesk>()
            .AddSingleton<OrderSender>()
            .AddSingleton<OrderInquiry>()
            .AddSingleton<DutyLoop>()
            .AddSingleton<AccountSync>()
            .AddSingleton<AccountDesk>()
            .AddSingleton<LimitsDesk>()
            .AddSingleton<RiskFactsReader>()
            .AddSingleton<EntryDesk>()
            .AddSingleton(settings.Exits)
            .AddSingleton<ExitManager>()
            .AddSingleton<EntryBot>()
            .AddSingleton<IBotReader, BotReader>()
            .AddSingleton<Decisions>()
            .AddSingleton<DecisionLog>()
            .AddHostedService(provider => provider.GetRequiredService<DecisionLog>())
            .AddSingleton<IDecisionHistory, DecisionHistory>()
            .AddSingleton<AutoEntry>()
            .AddSingleton<CommandedChange>()
            .AddSingleton<CleanShutdown>()
            .AddHostedService(provider => provider.GetRequiredService<CleanShutdown>())
            .AddSingleton(_ => new ExitJournal(settings.TradingFolder))
            .AddSingleton<TradeDesk>()
            .AddSingleton<ILeaderWork>(provider => provider.GetRequiredService<TradeDesk>())
            .AddSingleton<ICarryOn>(provider => provider.GetRequiredService<TradeDesk>())
            .AddSingleton<ICommandHandler, PlaceOrderHandler>()
            .AddSingleton<ICommandHandler, CancelOrderHandler>()
            .AddSingleton<ICommandHandler, ResolveOrderHandler>()
            .AddSingleton<ICommandHandler, CancelOrdersHandler>()
            .AddSingleton<ICommandHandler, ClosePositionHandler>()
            .AddSingleton<ICommandHandler, SetProtectionHandler>()
            .AddSingleton<ICommandHandler, FlattenHandler>()
            .AddSingleton<ICommandHandler, PauseEntriesHandler>()
            .AddSingleton<ICommandHandler, ResumeEntriesHandler>()
            .AddSingleton<ICommandHandler, KillHandler>()
            .AddSingleton<ICommandHandler, RearmHandler>()
            .AddSingleton<ICommandHandler, SetBotHandler>()
            .AddSingleton<ICommandHandler, ArmBotHandler>()
            .AddSingleton<ICommandHandler, SetRiskLimitsHandler>();

    /// <summary>Which account a mode trades: the simulator's, one of our own over real books, or, until live is unlocked, none.</summary>
    private static TradingVenue Venue(IServiceProvider provider, EngineSettings settings) =>
        settings.Mode switch
        {
            Mode.Demo when OpenAccount(provider) is { } trader => Venue(settings, trader.Orders, trader.Account, true),
            Mode.Demo => Without(settings, "no account is configured"),
            Mode.Paper => Paper(provider, settings),
            _ => Without(settings, "live trading is locked"),
        };

    private static KalshiTrader? OpenAccount(IServiceProvider provider) =>
        provider.GetRequiredService<KalshiFeed>().OpenAccount(provider.GetRequiredService<ILogger<KalshiAccount>>());

    private static TradingVenue Paper(IServiceProvider provider, EngineSettings settings)
    {
        if (settings.TradingFolder is not { } folder)
            return Without(settings, "there is no folder for the ledger");
        var feed = provider.GetRequiredService<KalshiFeed>();
        var series = settings.Symbols.SelectMany(symbol => symbol.KalshiSeries).ToList();
        var paper = new PaperVenue(
            new PaperOptions { File = Path.Combine(folder, "paper.jsonl") },
            new FeedMarkets(feed, feed, feed, series),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PaperVenue>>()
        );
        return Venue(settings, paper, paper, true);
    }

    private static TradingVenue Without(EngineSettings settings, string why)
    {
        var none = new NoAccount(KalshiFeed.SourceName, why);
        return Venue(settings, none, none, settings.Trading.ExpiryProves);
    }

    private static TradingVenue Venue(
        EngineSettings settings,
        IOrderVenue orders,
        IAccountFeed feed,
        bool expiryProves
    ) =>
        new()
        {
            Account = settings.Trading.Account,
            Orders = orders,
            Feed = feed,
            Traits = new VenueTraits { ExpiryProves = expiryProves },
        };
}
