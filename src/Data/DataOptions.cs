using Strikeboard.Model;

namespace Strikeboard.Data;

/// <summary>Which database serves this process, and as whom it comes.</summary>
public sealed record DataOptions
{
    public required string ConnectionString { get; init; }

    /// <summary>Used for schema changes where the running role may not make them; then that role is granted what it needs. Empty: the same for both.</summary>
    public string? MigratorConnectionString { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The name of this process among those that share the database.</summary>
    public string Node { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Where people reach this process, for the page of one that stands by; empty: not told.</summary>
    public string PublicUrl { get; init; } = "";
}
