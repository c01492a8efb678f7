using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Engine.Live;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api.Shapes;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Api;

/// <summary>What a load balancer, a service unit or a person without an account may ask.</summary>
internal static class Probes
{
    public static void MapProbes(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").AllowAnonymous().WithMetadata(ApiMark.Instance).WithTags("Probes");
        open.MapGet("/health", Health);
        open.MapGet("/livez", () => TypedResults.Ok(new ProbeAnswer(true, "")));
        open.MapGet("/readyz", Ready);
        app.MapGet("/tradez", Tradez)
            .RequireAuthorization(Policies.Viewer)
            .WithMetadata(ApiMark.Instance)
            .WithTags("Probes");
    }

    internal static JsonHttpResult<HealthShape> Health(IHealthReader health, Installation installation)
    {
        var shape = HealthShape.Of(health.Current, installation);
        return TypedResults.Json(
            shape,
            statusCode: shape.Status == "error" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK
        );
    }

    private static JsonHttpResult<ProbeAnswer> Ready(SystemStates states)
    {
        var state = states.Current;
        var ready = state is not (SystemState.Shutdown or SystemState.Error);
        return TypedResults.Json(
            new ProbeAnswer(
                ready,
                ready ? ""
                    : state == SystemState.Error ? "The database does not answer."
                    : "Shutting down."
            ),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static JsonHttpResult<TradeAnswer> Tradez() =>
        TypedResults.Json(
            new TradeAnswer(
                false,
                "opening_risk_closed",
                "This build has no trading desk yet, so no risk can be opened."
            ),
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
}

/// <summary>Reason is empty when all is well.</summary>
internal sealed record ProbeAnswer(bool Ok, string Reason);

internal sealed record TradeAnswer(bool MayOpenRisk, string Gate, string Reason);
