using System.Text.Json.Serialization;

namespace Strikeboard.Model;

public sealed record StartPipeline() : Command("pipeline.start", Role.Operator, "pipeline");

public sealed record StopPipeline() : Command("pipeline.stop", Role.Operator, "pipeline");

public sealed record RestartPipeline() : Command("pipeline.restart", Role.Operator, "pipeline");

/// <summary>Ends the process cleanly. It does not close positions and does not forget what the pipeline was asked to be.</summary>
public sealed record ShutDown() : Command("system.shutdown", Role.Administrator, "process")
{
    [JsonIgnore]
    public override bool OnAnyNode => true;
}
