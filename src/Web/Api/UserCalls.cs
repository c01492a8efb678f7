using Strikeboard.Engine;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Who may sign in. A password goes in and never comes out.</summary>
internal static class UserCalls
{
    private static readonly CsvColumn<UserView>[] Columns =
    [
        new("id", u => u.Id),
        new("name", u => u.Name),
        new("role", u => u.Role),
        new("enabled", u => u.Enabled),
        new("hasPassword", u => u.HasPassword),
        new("createdAt", u => u.CreatedAt),
        new("lastSignInAt", u => u.LastSignInAt),
        new("sessions", u => u.Sessions),
        new("keys", u => u.Keys),
        new("locked", u => u.Locked),
    ];

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/users").WithTags("Users");
        group.MapGet("", ListAsync).RequireAuthorization(Policies.Administrator);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapPost("", CreateAsync);
        changes.MapPut("/{name}", ChangeAsync);
        changes.MapPost("/invite", InviteAsync);
        changes.MapPost("/{name}/reset", ResetAsync);
        changes.MapPost("/{name}/unlock", UnlockAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        IUserDirectory users,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out _) is { } problem)
            return problem;
        var all = await users.ListAsync(cancellationToken);
        return Lists.Answer(context, list, new Page<UserView>(all, all.Count, null), Columns);
    }

    private static Task<IResult> CreateAsync(
        HttpContext context,
        ICommandDesk desk,
        NewUserBody body,
        CancellationToken cancellationToken
    ) =>
        desk.RunAsync(
            context,
            new CreateUser(body.UserName, body.Role) { Password = body.Password },
            body.Reason,
            cancellationToken
        );

    private static async Task<IResult> InviteAsync(
        HttpContext context,
        ICommandDesk desk,
        InvitationBody body,
        CancellationToken cancellationToken
    )
    {
        var word = Invitations.NewWord();
        var command = new InviteUser(body.UserName, body.Role) { Word = word };
        return await desk.RunAsync(
            context,
            command,
            body.Reason,
            answer => Link(context, answer, word),
            cancellationToken
        );
    }

    private static async Task<IResult> ResetAsync(
        string name,
        HttpContext context,
        ICommandDesk desk,
        ReasonBody? body,
        CancellationToken cancellationToken
    )
    {
        var word = Invitations.NewWord();
        var command = new ResetPassword(name) { Word = word };
        return await desk.RunAsync(
            context,
            command,
            body?.Reason,
            answer => Link(context, answer, word),
            cancellationToken
        );
    }

    private static Task<IResult> UnlockAsync(
        string name,
        HttpContext context,
        ICommandDesk desk,
        ReasonBody? body,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new UnlockUser(name), body?.Reason, cancellationToken);

    /// <summary>The link is shown once: a repeated request made no new one.</summary>
    private static LinkAnswer Link(HttpContext context, CommandAnswer answer, string word) =>
        new(
            answer.CommandId,
            answer.Message,
            answer.Status,
            answer.Repeated,
            answer.Repeated ? null : SignInEndpoints.LinkFor($"{context.Request.Scheme}://{context.Request.Host}", word)
        );

    /// <summary>One change at a time: each has its own audit record, and neither can be half done.</summary>
    private static Task<IResult> ChangeAsync(
        string name,
        HttpContext context,
        ICommandDesk desk,
        UserChangeBody body,
        CancellationToken cancellationToken
    ) =>
        (body.Role, body.Enabled) switch
        {
            ({ } role, null) => desk.RunAsync(context, new SetUserRole(name, role), body.Reason, cancellationToken),
            (null, { } enabled) => desk.RunAsync(
                context,
                new SetUserEnabled(name, enabled),
                body.Reason,
                cancellationToken
            ),
            _ => Task.FromResult<IResult>(Problems.BadField("role", "give either role or enabled.")),
        };
}

internal sealed record NewUserBody(string UserName, Role Role, string Password, string? Reason = null)
{
    /// <summary>A record prints its fields; this one holds a secret.</summary>
    public override string ToString() => $"{nameof(NewUserBody)} {UserName} {Role}";
}

internal sealed record InvitationBody(string UserName, Role Role, string? Reason = null);

internal sealed record LinkAnswer(Guid CommandId, string Message, string Status, bool Repeated, string? Link);

internal sealed record UserChangeBody(Role? Role = null, bool? Enabled = null, string? Reason = null);
