using Npgsql;

namespace Strikeboard.Data.Migrating;

/// <summary>What the running role may do where another role owns the schema: everything with rows, nothing with tables, and no word of the audit back.</summary>
internal static class Grants
{
    private const string Template = """
        GRANT USAGE ON SCHEMA access, system, live_data, trading TO $role;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA access, system, live_data, trading TO $role;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA access, system, live_data, trading TO $role;
        REVOKE UPDATE, DELETE, TRUNCATE ON system.audit FROM $role;
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON system.migrations, system.identity FROM $role;
        GRANT EXECUTE ON FUNCTION live_data.ensure_price_partitions(text, date, date), live_data.drop_price_partitions(date) TO $role;
        GRANT USAGE, CREATE ON SCHEMA jobs TO $role;
        """;

    public static string To(string role) =>
        Template.Replace("$role", new NpgsqlCommandBuilder().QuoteIdentifier(role), StringComparison.Ordinal);
}
