using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api.Shapes;
using Strikeboard.Web.Standby;

namespace Strikeboard.Web.Api;

/// <summary>The pipeline under the short names that scripts know.</summary>
internal static class PipelineCalls
{
    public static void MapPipeline(this IEndpointRouteBuilder api)
    {
        var reads = api.MapGroup("").WithTags("Pipeline");
        reads
            .MapGet(
                "/status",
                (LiveBoard board, TimeProvider time) => TypedResults.Ok(StatusShape.Of(board.Current, time.GetUtcNow()))
            )
            .AnswersOnAnyNode();
        reads.MapGet(
            "/performance",
            async (IPerformanceReader performance, CancellationToken cancellationToken) =>
                TypedResults.Ok(await performance.ReadAsync(cancellationToken))
        );
        var changes = api.MapGroup("").WithTags("Pipeline").RequireRateLimiting(RateLimits.Control);
        Map(changes, "/start", new StartPipeline());
        Map(changes, "/stop", new StopPipeline());
        Map(changes, "/restart", new RestartPipeline());
    }

    private static void Map(IEndpointRouteBuilder changes, string path, Command command) =>
        changes.MapPost(
            path,
            (HttpContext context, ICommandDesk desk, ReasonBody? body, CancellationToken cancellationToken) =>
                desk.RunAsync(context, command, body?.Reason, cancellationToken)
        );
}
