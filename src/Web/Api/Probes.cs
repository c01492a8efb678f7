using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
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

    /// <summary>Ready means: send people here. One that stands by is well, and has nothing to show them.</summary>
    private static JsonHttpResult<ProbeAnswer> Ready(SystemStates states, LiveBoard board)
    {
        var leader = board.Current.Leader;
        var reason = states.Current switch
        {
            SystemState.Error => "The database does not answer.",
            SystemState.Shutdown => "Shutting down.",
            _ when leader.IsAnother => $"Standing by for {leader.Node}.",
            _ => "",
        };
        return TypedResults.Json(
            new ProbeAnswer(reason.Length == 0, reason),
            statusCode: reason.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    /// <summary>Whether opening risk is allowed now, as the desk's own gate sees it.</summary>
    private static JsonHttpResult<TradeAnswer> Tradez(LiveBoard board)
    {
        var (leader, risk) = (board.Current.Leader, board.Current.Risk);
        var (gate, reason) =
            leader.IsAnother ? ("not_leading", $"Standing by for {leader.Node}.")
            : risk.MayOpen ? ("", "")
            : risk.Killed ? ("killed", Sentence(risk, "The desk is killed until it is re-armed"))
            : risk.State != RiskState.Active
                ? ("risk_state", Sentence(risk, $"Risk is {risk.State.ToString().ToLowerInvariant()}"))
            : ("entries_paused", Sentence(risk, "Entries are paused"));
        return TypedResults.Json(
            new TradeAnswer(gate.Length == 0, gate, reason),
            statusCode: gate.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static string Sentence(RiskView risk, string what) =>
        risk.Reason.Length > 0 ? $"{what}: {risk.Reason}." : $"{what}.";
}

/// <summary>Reason is empty when all is well.</summary>
internal sealed record ProbeAnswer(bool Ok, string Reason);

internal sealed record TradeAnswer(bool MayOpenRisk, string Gate, string Reason);
