using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Keys for scripts. A key's word is in one answer, once.</summary>
internal static class KeyCalls
{
    private static readonly CsvColumn<ApiKeyView>[] Columns =
    [
        new("id", k => k.Id),
        new("name", k => k.Name),
        new("prefix", k => k.Prefix),
        new("owner", k => k.Owner),
        new("role", k => k.Ceiling),
        new("verbs", k => string.Join(' ', k.Verbs)),
        new("symbols", k => string.Join(' ', k.Symbols)),
        new("state", k => k.State),
        new("createdAt", k => k.CreatedAt),
        new("expiresAt", k => k.ExpiresAt),
        new("lastUsedAt", k => k.LastUsedAt),
        new("lastUsedFrom", k => k.LastUsedFrom),
    ];

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/keys").WithTags("Keys");
        group.MapGet("", ListAsync);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapPost("", CreateAsync);
        changes.MapDelete("/{id:guid}", RevokeAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        bool? all,
        ApiKeyDesk keys,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out _) is { } problem)
            return problem;
        if (all == true && !context.User.Suffices(Role.Administrator))
            return Problems.Forbidden(Role.Administrator, context.User.Role());
        var rows = await keys.ListAsync(all == true ? null : context.User.UserId(), cancellationToken);
        return Lists.Answer(context, list, new Page<ApiKeyView>(rows, rows.Count, null), Columns);
    }

    private static Task<IResult> CreateAsync(
        HttpContext context,
        ICommandDesk desk,
        NewKeyBody body,
        CancellationToken cancellationToken
    )
    {
        var word = ApiKeyWord.New();
        return desk.RunAsync(
            context,
            new CreateApiKey(body.Name, body.Role, body.Verbs ?? [], body.Symbols ?? [], body.Days) { Word = word },
            body.Reason,
            answer => new KeyAnswer(
                answer.CommandId,
                answer.Message,
                answer.Status,
                answer.Repeated,
                answer.Repeated ? null : word
            ),
            cancellationToken
        );
    }

    private static Task<IResult> RevokeAsync(
        Guid id,
        HttpContext context,
        ICommandDesk desk,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new RevokeApiKey(id), null, cancellationToken);
}

/// <param name="Verbs">Commands such as pipeline.stop, pipeline.* or *; none: the key only reads.</param>
/// <param name="Symbols">Bound to these; none: all.</param>
internal sealed record NewKeyBody(
    string Name,
    Role Role = Role.Viewer,
    IReadOnlyList<string>? Verbs = null,
    IReadOnlyList<string>? Symbols = null,
    int Days = 90,
    string? Reason = null
);

/// <param name="Key">Shown here and never again; null when the request was repeated.</param>
internal sealed record KeyAnswer(Guid CommandId, string Message, string Status, bool Repeated, string? Key);
