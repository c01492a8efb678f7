using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Operations;

namespace Strikeboard.Engine.Access;

public static class AccessRegistration
{
    public static IServiceCollection AddEngineAccess(this IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton<Passwords>();
        services.TryAddSingleton<Lockouts>();
        services.TryAddSingleton<AuthorityReader>();
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<ApiKeyDesk>();
        services.AddSingleton<AccessWatch>();
        services.AddHostedService(all => all.GetRequiredService<AccessWatch>());
        services.AddSingleton<SigningKeyRing>();
        services.AddSingleton<OneTimeTokens>();
        services.AddSingleton<IUserDirectory, UserDirectory>();
        // The constructors below are internal on purpose: their parts are nobody else's.
        services.AddSingleton(all => new AccessTokens(
            all.GetRequiredService<SigningKeyRing>(),
            settings,
            all.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(all => new SignInDesk(
            all.GetRequiredService<IDbContextFactory<StrikeboardDb>>(),
            all.GetRequiredService<Passwords>(),
            all.GetRequiredService<Lockouts>(),
            all.GetRequiredService<OneTimeTokens>(),
            all.GetRequiredService<IEventLog>(),
            all.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(all => new TokenDesk(
            all.GetRequiredService<AccessTokens>(),
            all.GetRequiredService<OneTimeTokens>(),
            all.GetRequiredService<AuthorityReader>(),
            all.GetRequiredService<SessionDesk>(),
            all.GetRequiredService<IEventLog>(),
            all.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(all => new FirstAdministrator(
            all.GetRequiredService<IDbContextFactory<StrikeboardDb>>(),
            all.GetRequiredService<OneTimeTokens>(),
            all.GetRequiredService<Passwords>(),
            settings,
            all.GetRequiredService<TimeProvider>()
        ));
        return services;
    }

    internal static IServiceCollection AddAccessCommands(this IServiceCollection services)
    {
        services.TryAddSingleton<Passwords>();
        services.TryAddSingleton<Lockouts>();
        services.TryAddSingleton<AuthorityReader>();
        return services
            .AddSingleton<ICommandHandler, CreateUserHandler>()
            .AddSingleton<ICommandHandler, InviteUserHandler>()
            .AddSingleton<ICommandHandler, ResetPasswordHandler>()
            .AddSingleton<ICommandHandler, UnlockUserHandler>()
            .AddSingleton<ICommandHandler, SetUserRoleHandler>()
            .AddSingleton<ICommandHandler, SetUserEnabledHandler>()
            .AddSingleton<ICommandHandler, ChangePasswordHandler>()
            .AddSingleton<ICommandHandler, EndSessionHandler>()
            .AddSingleton<ICommandHandler, EndOtherSessionsHandler>()
            .AddSingleton<ICommandHandler, CreateApiKeyHandler>()
            .AddSingleton<ICommandHandler, RevokeApiKeyHandler>();
    }
}
