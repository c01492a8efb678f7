using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Model;

namespace Strikeboard.Engine.Bootstrap;

/// <summary>Puts the engine's settings together for a host that does not know the connectors.</summary>
public static class EngineComposer
{
    public static EngineSettings Compose(
        Mode mode,
        string node,
        string publicUrl,
        string version,
        string connectionString,
        IReadOnlyList<SymbolOptions> symbols,
        VenueAccess coinbase,
        VenueAccess kalshi,
        PipelineOptions pipeline,
        RecordingOptions recording,
        string recordingFolder
    ) =>
        new()
        {
            Mode = mode,
            NodeName = node,
            PublicUrl = publicUrl,
            Version = version,
            ConnectionString = connectionString,
            Symbols = symbols,
            Coinbase = coinbase.ToCoinbase(),
            Kalshi = kalshi.ToKalshi(),
            Pipeline = pipeline,
            Recording = recording,
            RecordingFolder = recordingFolder,
        };
}
