using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data;
using Strikeboard.Engine.Operations;

namespace Strikeboard.Engine.Access;

public static class AccessRegistration
{
    public static IServiceCollection AddEngineAccess(this IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Passwords>();
        services.AddSingleton<Lockouts>();
        services.AddSingleton<AuthorityReader>();
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
}
