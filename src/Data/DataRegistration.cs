using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strikeboard.Data.Calibration;
using Strikeboard.Data.Leadership;
using Strikeboard.Data.Migrating;
using Strikeboard.Data.Prices;
using Strikeboard.Data.Trading;

namespace Strikeboard.Data;

public static class DataRegistration
{
    private const int MostConnections = 60;
    private const int MostPrepared = 100;
    private static readonly NpgsqlConnectionStringBuilder NpgsqlsOwn = [];

    public static IServiceCollection AddData(this IServiceCollection services, DataOptions options) =>
        services.AddData(_ => options);

    /// <summary>
    /// The database behind <see cref="NpgsqlDataSource"/> and <c>IDbContextFactory&lt;StrikeboardDb&gt;</c>, the price log, the
    /// migrator and the lease. Migrate before anything else is started.
    /// </summary>
    public static IServiceCollection AddData(
        this IServiceCollection services,
        Func<IServiceProvider, DataOptions> options
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(provider =>
            Source(provider.GetRequiredService<DataOptions>(), provider.GetService<ILoggerFactory>())
        );
        services.AddPooledDbContextFactory<StrikeboardDb>(
            (provider, builder) =>
                builder
                    .Use(provider.GetRequiredService<NpgsqlDataSource>())
                    .AddInterceptors(new PatientOpening(provider.GetRequiredService<TimeProvider>()))
        );
        services.TryAddSingleton<DatabaseMigrator>();
        services.TryAddSingleton<LeaderLease>();
        services.TryAddSingleton<PriceLogReader>();
        services.TryAddSingleton<PriceBucketReader>();
        services.TryAddSingleton<PriceLogStore>();
        services.TryAddSingleton<PriceLogWriter>();
        services.TryAddSingleton<ForecastStore>();
        services.TryAddSingleton<ForecastReader>();
        services.TryAddSingleton<PositionStore>();
        services.TryAddSingleton<DecisionStore>();
        services.AddHostedService(provider => provider.GetRequiredService<PriceLogWriter>());
        return services;
    }

    private static NpgsqlDataSource Source(DataOptions options, ILoggerFactory? loggers)
    {
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= $"strikeboard {options.Node}";
        // An acknowledged commit survives: whatever the server's default is, our sessions wait for the disk.
        builder.ConnectionStringBuilder.Options ??= "-c synchronous_commit=on";
        // What waits for a row's lock holds a connection: a server's default of a hundred must never be ours alone.
        if (builder.ConnectionStringBuilder.MaxPoolSize == NpgsqlsOwn.MaxPoolSize)
            builder.ConnectionStringBuilder.MaxPoolSize = MostConnections;
        // The same few statements over and over: what is planned once is not planned for every order.
        if (builder.ConnectionStringBuilder.MaxAutoPrepare == NpgsqlsOwn.MaxAutoPrepare)
            builder.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        builder.UseLoggerFactory(loggers);
        return builder.Build();
    }
}
