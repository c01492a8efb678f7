using Strikeboard.Engine.Outputs;
using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>The files that each cycle leaves for other programs: how old they are, and what keeps them from being written.</summary>
internal static class OutputCalls
{
    public static void MapOutputs(this IEndpointRouteBuilder api) =>
        api.MapGet(
                "/api/outputs",
                (IOutputReader outputs, TimeProvider time) =>
                    TypedResults.Ok(OutputsShape.Of(outputs.Current, time.GetUtcNow()))
            )
            .WithTags("Pipeline");
}
