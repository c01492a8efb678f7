using Strikeboard.Engine.Pipeline;

namespace Strikeboard.Engine.Recording;

/// <summary>The program and the settings that made a recording.</summary>
public sealed record RecordedBy
{
    public required string Version { get; init; }
    public required string Node { get; init; }
    public required IReadOnlyList<SymbolOptions> Symbols { get; init; }
    public required PipelineOptions Pipeline { get; init; }

    /// <summary>The fields of each type of the outputs, in the order in which their values are kept.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Shapes { get; init; }
}
