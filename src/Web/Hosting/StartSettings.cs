using Strikeboard.Engine;
using Strikeboard.Engine.Bootstrap;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Trading;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Hosting;

/// <summary>Everything that is fixed from the start on, checked.</summary>
public sealed record StartSettings
{
    public required Mode Mode { get; init; }
    public required HomeFolder Home { get; init; }
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where people reach this node from outside; null: the first of Urls.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Kestrel's own endpoint section is used instead of Urls.</summary>
    public required bool HasKestrelEndpoints { get; init; }

    /// <summary>Empty: the embedded PostgreSQL.</summary>
    public string? ConnectionString { get; init; }
    public string? MigratorConnectionString { get; init; }
    public string? PostgresBinaries { get; init; }
    public required SimulatorSection Simulator { get; init; }
    public required VenuesSection Venues { get; init; }
    public required IReadOnlyList<SymbolOptions> Symbols { get; init; }
    public required PipelineOptions Pipeline { get; init; }
    public required RecordingOptions Recording { get; init; }
    public required OutputOptions Outputs { get; init; }
    public required RetentionOptions Retention { get; init; }
    public required TradingOptions Trading { get; init; }
    public string? AdminPassword { get; init; }
    public AccessOptions Access { get; init; } = new();

    public MemorySettings ToMemory(string node) =>
        new()
        {
            Mode = Mode,
            Folder = Home.ForMode,
            ConnectionString = ConnectionString,
            MigratorConnectionString = MigratorConnectionString,
            BinariesPath = PostgresBinaries,
            Node = node,
        };

    public bool UsesEmbeddedSimulator => Mode == Mode.Demo && Simulator.Embedded;
}

public sealed class SimulatorSection
{
    /// <summary>In demo mode: start the simulated exchanges inside this process.</summary>
    public bool Embedded { get; set; } = true;

    /// <summary>First loopback port of the simulated exchanges.</summary>
    public int Port { get; set; } = 8090;

    /// <summary>Everything random in the simulation follows from it.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How long after the full hour the pretended hourly events close.</summary>
    public TimeSpan CloseOffset { get; set; }
}

public sealed class VenuesSection
{
    public VenueSection Coinbase { get; set; } = new();
    public KalshiSection Kalshi { get; set; } = new();
    public VenueSection Binance { get; set; } = new();
    public VenueSection Okx { get; set; } = new();
    public InteractiveBrokersSection InteractiveBrokers { get; set; } = new();
}

/// <summary>Where a venue is. Empty: the venue's own address, in demo mode the simulator's.</summary>
public class VenueSection
{
    public string? RestUrl { get; set; }
    public string? StreamUrl { get; set; }
}

public sealed class KalshiSection : VenueSection
{
    public string? KeyId { get; set; }

    /// <summary>A PEM file that only its owner may read.</summary>
    public string? PrivateKeyPath { get; set; }
}

public sealed class InteractiveBrokersSection : VenueSection
{
    public string? Account { get; set; }
}
