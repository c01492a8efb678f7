using Strikeboard.Model;

namespace Strikeboard.Engine.Bootstrap;

/// <summary>Which PostgreSQL keeps the system's memory.</summary>
public sealed record MemorySettings
{
    public required Mode Mode { get; init; }

    /// <summary>The mode's data folder: the embedded PostgreSQL lives below it.</summary>
    public required string Folder { get; init; }

    /// <summary>An outside PostgreSQL. Empty: the embedded one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>For schema changes, where the running role may not make them.</summary>
    public string? MigratorConnectionString { get; init; }

    /// <summary>A folder with postgres, initdb and pg_ctl. Empty: they are looked for.</summary>
    public string? BinariesPath { get; init; }

    public required string Node { get; init; }
}
