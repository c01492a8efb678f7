using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Strikeboard.Data.Migrating;

/// <summary>One place for how every context is set up.</summary>
internal static class NpgsqlSetup
{
    public const string HistoryTable = "migrations";

    public static DbContextOptionsBuilder<StrikeboardDb> Use(
        this DbContextOptionsBuilder<StrikeboardDb> builder,
        DbConnection connection
    ) => (DbContextOptionsBuilder<StrikeboardDb>)builder.UseNpgsql(connection, Common);

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder builder, NpgsqlDataSource source) =>
        builder.UseNpgsql(source, Common);

    public static DbContextOptionsBuilder<StrikeboardDb> UseNothing(
        this DbContextOptionsBuilder<StrikeboardDb> builder
    ) => (DbContextOptionsBuilder<StrikeboardDb>)builder.UseNpgsql(Common);

    private static void Common(NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable(HistoryTable, Schemas.System).SetPostgresVersion(15, 0);
}
