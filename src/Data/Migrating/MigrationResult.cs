using Strikeboard.Model;

namespace Strikeboard.Data.Migrating;

/// <summary>What became of a migration: the steps that were applied, or why this program must not use this database.</summary>
public sealed record MigrationResult(IReadOnlyList<string> Applied, Refusal? Refusal)
{
    public bool Accepted => Refusal is null;
}

public static class MigrationRefusals
{
    public const string WrongMode = "DATABASE_OF_ANOTHER_MODE";
    public const string Newer = "DATABASE_SCHEMA_NEWER";
    public const string TooOld = "DATABASE_SERVER_TOO_OLD";
    public const string NotDurable = "DATABASE_NOT_DURABLE";
}
