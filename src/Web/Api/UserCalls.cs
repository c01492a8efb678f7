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
    ];

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/users").WithTags("Users");
        group.MapGet("", ListAsync).RequireAuthorization(Policies.Administrator);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapPost("", CreateAsync);
        changes.MapPut("/{name}", ChangeAsync);
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

internal sealed record UserChangeBody(Role? Role = null, bool? Enabled = null, string? Reason = null);
