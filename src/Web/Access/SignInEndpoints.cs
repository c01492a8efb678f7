using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access.Pages;
using Strikeboard.Web.Standby;

namespace Strikeboard.Web.Access;

/// <summary>The pages before the door. They are plain documents: no circuit is opened for somebody who is not in yet.</summary>
public static class SignInEndpoints
{
    public const string SignInPath = "/sign-in";
    public const string LinkPath = "/sign-in/link";
    public const string SignOutPath = "/sign-out";
    public const string PasswordPath = "/account/password";
    public const string NotAllowedPath = "/not-allowed";
    public const string WhyParameter = "why";

    public static string LinkFor(string origin, string word) =>
        $"{origin.TrimEnd('/')}{SignInPath}?token={Uri.EscapeDataString(word)}";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet(SignInPath, ShowSignIn);
        open.MapPost(SignInPath, SignInAsync).RequireRateLimiting(RateLimits.SignIn);
        open.MapPost(LinkPath, SignInByLinkAsync).RequireRateLimiting(RateLimits.SignIn);
        open.MapPost(SignOutPath, SignOutAsync);
        var own = app.MapGroup("").RequireAuthorization(Policies.Viewer).ExcludeFromDescription();
        own.MapGet(PasswordPath, ShowPassword);
        own.MapPost(PasswordPath, ChangePasswordAsync).RequireRateLimiting(RateLimits.Control);
        own.MapGet(NotAllowedPath, ShowNotAllowed).AnswersOnAnyNode();
    }

    /// <summary>Looking at a link does not spend it: previews and prefetching browsers only ever look.</summary>
    private static IResult ShowSignIn(HttpContext context, string? token, string? returnUrl, string? why) =>
        token is null && context.User.Identity?.IsAuthenticated == true
            ? Results.LocalRedirect(LocalUrl.OrHome(returnUrl))
            : SignInPage(token, null, returnUrl, null, AccessEnd.Find(why)?.Message);

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        SignInDesk desk,
        [FromForm] string? userName,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        CancellationToken cancellationToken
    )
    {
        var outcome = await desk.WithPasswordAsync(
            userName ?? "",
            password ?? "",
            context.Address(),
            cancellationToken
        );
        if (outcome.Authority is not { } authority)
            return Refused(context, SignInPage(null, userName, returnUrl, outcome.Refusal!.Message));
        await SessionCookie.IssueAsync(context, authority, cancellationToken);
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<IResult> SignInByLinkAsync(
        HttpContext context,
        SignInDesk desk,
        [FromForm] string? token,
        [FromForm] string? returnUrl,
        CancellationToken cancellationToken
    )
    {
        var outcome = await desk.WithLinkAsync(token ?? "", context.Address(), cancellationToken);
        if (outcome.Authority is not { } authority)
            return Refused(context, SignInPage(null, null, returnUrl, outcome.Refusal!.Message));
        await SessionCookie.IssueAsync(context, authority, cancellationToken);
        return Results.LocalRedirect($"{PasswordPath}?returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(returnUrl))}");
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        SessionDesk sessions,
        [FromForm] string? returnUrl,
        CancellationToken cancellationToken
    )
    {
        if (context.User.Credential() is { SessionId: { } session } held)
            await sessions.EndAsync(session, held.UserId, AccessEnd.SignedOut, cancellationToken);
        await context.SignOutAsync(Schemes.Session);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect(
            returnUrl is null
                ? SignInPath
                : $"{SignInPath}?returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(returnUrl))}"
        );
    }

    private static async Task<IResult> ShowPassword(
        HttpContext context,
        AuthorityReader authorities,
        string? returnUrl,
        CancellationToken cancellationToken
    )
    {
        var authority = await AuthorityAsync(context, authorities, cancellationToken);
        return PasswordPage(authority?.HasPassword ?? true, context.User.UserName(), returnUrl, null);
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context,
        ICommandDesk desk,
        AuthorityReader authorities,
        [FromForm] string? current,
        [FromForm] string? next,
        [FromForm] string? again,
        [FromForm] string? returnUrl,
        CancellationToken cancellationToken
    )
    {
        var before = await AuthorityAsync(context, authorities, cancellationToken);
        var hadPassword = before?.HasPassword ?? true;
        if (!string.Equals(next, again, StringComparison.Ordinal))
            return Refused(context, Again("The two new passwords differ."));
        var outcome = await desk.ExecuteAsync(
            new ChangePassword { Current = current ?? "", Next = next ?? "" },
            new CommandContext(context.Actor("screen")),
            cancellationToken
        );
        if (!outcome.Accepted)
            return Refused(context, Again(outcome.Refusal?.Message ?? outcome.Message));
        // The change ended every session of this user, this one included: it goes on under the new stamp.
        authorities.Forget(context.User.UserId() ?? Guid.Empty);
        if (await AuthorityAsync(context, authorities, cancellationToken) is { } now)
            await SessionCookie.IssueAsync(
                context,
                now with
                {
                    SessionId = context.User.SessionId(),
                },
                cancellationToken
            );
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));

        RazorComponentResult<PasswordPage> Again(string error) =>
            PasswordPage(hadPassword, context.User.UserName(), returnUrl, error);
    }

    private static RazorComponentResult<NotAllowedPage> ShowNotAllowed(HttpContext context) =>
        new(new { UserName = context.User.UserName() }) { StatusCode = StatusCodes.Status403Forbidden };

    private static async Task<Authority?> AuthorityAsync(
        HttpContext context,
        AuthorityReader authorities,
        CancellationToken cancellationToken
    ) => context.User.UserId() is { } id ? await authorities.ReadForViewingAsync(id, cancellationToken) : null;

    private static IResult Refused<TPage>(HttpContext context, RazorComponentResult<TPage> page)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return page;
    }

    private static RazorComponentResult<SignInPage> SignInPage(
        string? token,
        string? userName,
        string? returnUrl,
        string? error,
        string? why = null
    ) =>
        new(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Why"] = why,
                ["Token"] = token,
                ["UserName"] = userName,
                ["ReturnUrl"] = LocalUrl.OrHome(returnUrl),
                ["Error"] = error,
            }
        );

    private static RazorComponentResult<PasswordPage> PasswordPage(
        bool hasPassword,
        string userName,
        string? returnUrl,
        string? error
    ) =>
        new(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["HasPassword"] = hasPassword,
                ["UserName"] = userName,
                ["ReturnUrl"] = LocalUrl.OrHome(returnUrl),
                ["Error"] = error,
            }
        );
}
