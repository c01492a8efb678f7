using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Trading;
using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Engine;

/// <summary>What the engine is told by the host: validated, complete, and fixed for the life of the process.</summary>
public sealed record EngineSettings
{
    public required Mode Mode { get; init; }

    /// <summary>Tells this node from others on the same database.</summary>
    public required string NodeName { get; init; }

    /// <summary>Where people reach this node, for the page of one that stands by for it.</summary>
    public string PublicUrl { get; init; } = "";
    public required string Version { get; init; }
    public required string ConnectionString { get; init; }
    public required IReadOnlyList<SymbolOptions> Symbols { get; init; }
    public required CoinbaseOptions Coinbase { get; init; }
    public required KalshiOptions Kalshi { get; init; }
    public PipelineOptions Pipeline { get; init; } = new();
    public RecordingOptions Recording { get; init; } = new();

    /// <summary>Where recordings go; null: nothing is recorded.</summary>
    public string? RecordingFolder { get; init; }
    public OutputOptions Outputs { get; init; } = new();

    /// <summary>Where the files for other programs go; null: none are written.</summary>
    public string? OutputFolder { get; init; }
    public TradingOptions Trading { get; init; } = new();

    public ExitSettings Exits { get; init; } = new();

    /// <summary>Where the desk keeps what must survive without the database; null: nowhere.</summary>
    public string? TradingFolder { get; init; }
    public RetentionOptions Retention { get; init; } = new();
}
