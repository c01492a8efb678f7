namespace Strikeboard.Data.Embedded;

/// <summary>Where the private PostgreSQL lives and what it is made of.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The mode's data folder; the server keeps to its subfolder <c>postgres</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>A folder that holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>. Empty: they are looked for.</summary>
    public string? BinariesPath { get; init; }

    /// <summary>Made when it is missing.</summary>
    public string Database { get; init; } = "strikeboard";

    /// <summary>The loopback port to prefer; 0 takes one that is derived from the folder. A taken port is passed over.</summary>
    public int Port { get; init; }

    /// <summary>False trades durability for speed; only tests may ask for it.</summary>
    internal bool Durable { get; init; } = true;

    /// <summary>Where the climb towards a <c>node_modules</c> starts.</summary>
    internal IReadOnlyList<string> SearchFrom { get; init; } = [AppContext.BaseDirectory, Environment.CurrentDirectory];

    /// <summary>Whether a PostgreSQL of the machine may serve.</summary>
    internal bool UseMachine { get; init; } = true;
}
