using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Trading.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Entries;
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
            .AddSingleton<Decisions>()
            .AddSingleton<AutoEntry>()
            .AddSingleton<CommandedChange>()
            .AddSingleton<ILeaderWork, TradeDesk>()
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
            .AddSingleton<ICommandHandler, RearmHandler>();

    private static TradingVenue Venue(IServiceProvider provider, EngineSettings settings)
    {
        var trader = provider
            .GetRequiredService<KalshiFeed>()
            .OpenAccount(provider.GetRequiredService<ILogger<KalshiAccount>>());
        var none = new NoAccount(KalshiFeed.SourceName);
        return new TradingVenue
        {
            Account = settings.Trading.Account,
            Orders = trader?.Orders as IOrderVenue ?? none,
            Feed = trader?.Account as IAccountFeed ?? none,
            Traits = new VenueTraits { ExpiryProves = settings.Mode == Mode.Demo || settings.Trading.ExpiryProves },
        };
    }
}
