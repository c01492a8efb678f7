using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Who the caller is, and where they are signed in.</summary>
internal static class SessionCalls
{
    private static readonly CsvColumn<SessionView>[] Columns =
    [
        new("id", s => s.Id),
        new("userId", s => s.UserId),
        new("kind", s => s.Kind),
        new("address", s => s.Address),
        new("device", s => s.Device),
        new("createdAt", s => s.CreatedAt),
        new("lastSeenAt", s => s.LastSeenAt),
        new("expiresAt", s => s.ExpiresAt),
    ];

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/me", Me).WithTags("Sessions");
        var group = api.MapGroup("/api/sessions").WithTags("Sessions");
        group.MapGet("", ListAsync);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapDelete("/{id:guid}", EndAsync);
        changes.MapDelete("", EndOthersAsync);
    }

    private static IResult Me(HttpContext context) =>
        TypedResults.Ok(
            new MeAnswer(
                context.User.UserName(),
                context.User.Role(),
                context.User.SessionId(),
                context.User.KeyId(),
                context.User.KeySymbols()
            )
        );

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        bool? all,
        SessionDesk sessions,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out _) is { } problem)
            return problem;
        if (all == true && !context.User.Suffices(Role.Administrator))
            return Problems.Forbidden(Role.Administrator, context.User.Role());
        var rows = await sessions.ListAsync(all == true ? null : context.User.UserId(), cancellationToken);
        return Lists.Answer(context, list, new Page<SessionView>(rows, rows.Count, null), Columns);
    }

    private static Task<IResult> EndAsync(
        Guid id,
        HttpContext context,
        ICommandDesk desk,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new EndSession(id), null, cancellationToken);

    private static Task<IResult> EndOthersAsync(
        HttpContext context,
        ICommandDesk desk,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new EndOtherSessions(), null, cancellationToken);
}

internal sealed record MeAnswer(
    string Name,
    Role? Role,
    Guid? SessionId,
    Guid? KeyId,
    IReadOnlyCollection<string> Symbols
);
