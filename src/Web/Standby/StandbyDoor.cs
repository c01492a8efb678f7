using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Standby;

/// <summary>
/// A node that stands by has no prices and no positions of its own, and showing none where there are some would be a lie.
/// It answers probes and sign-in, tells its state, and for the rest names the node that leads.
/// </summary>
internal static class StandbyDoor
{
    public static void Use(IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var leader = context.RequestServices.GetRequiredService<LiveBoard>().Current.Leader;
                if (leader.IsAnother && context.GetEndpoint() is { } endpoint && !AnswersHere(endpoint))
                    await Answer(context, leader).ExecuteAsync(context);
                else
                    await next(context);
            }
        );

    /// <summary>Says that an endpoint tells of the asked process itself.</summary>
    public static TBuilder AnswersOnAnyNode<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(AnyNode.Instance);

    /// <summary>What a stranger may ask is sign-in, a probe or a style sheet: none of it speaks of the desk.</summary>
    private static bool AnswersHere(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<AnyNode>() is not null;

    private static IResult Answer(HttpContext context, LeaderStatus leader)
    {
        context.Response.Headers.RetryAfter = "1";
        context.Response.Headers.CacheControl = "no-store";
        if (!ApiMark.IsOn(context) && HttpMethods.IsGet(context.Request.Method))
        {
            return new RazorComponentResult<StandbyPage>(new { Leader = leader })
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
            };
        }
        return Problems.Of(
            StatusCodes.Status503ServiceUnavailable,
            "standby",
            $"This node stands by; {leader.Node} leads.",
            ("leader", leader.Node),
            ("url", leader.Url)
        );
    }

    private sealed class AnyNode
    {
        public static readonly AnyNode Instance = new();
    }
}
