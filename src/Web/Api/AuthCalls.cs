using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Engine.Access;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Tokens for scripts and tickets for sockets.</summary>
internal static class AuthCalls
{
    private const int LongestName = 64;

    public static void MapAuth(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/api/auth")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignIn)
            .WithMetadata(ApiMark.Instance)
            .WithTags("Tokens");
        open.MapPost("/token", TokenAsync);
        open.MapPost("/refresh", RefreshAsync);
        app.MapPost("/api/auth/ticket", TicketAsync)
            .RequireAuthorization(Policies.Viewer)
            .RequireRateLimiting(RateLimits.Control)
            .WithMetadata(ApiMark.Instance)
            .WithTags("Tokens");
    }

    private static async Task<IResult> TokenAsync(
        HttpContext context,
        SignInDesk desk,
        TokenDesk tokens,
        CredentialsBody body,
        CancellationToken cancellationToken
    )
    {
        if (body.UserName.Length is 0 or > LongestName)
            return Problems.BadField("userName", $"1 to {LongestName} characters.");
        var outcome = await desk.WithPasswordAsync(body.UserName, body.Password, context.Address(), cancellationToken);
        if (outcome.Authority is { } authority)
            return TypedResults.Ok(await tokens.OpenAsync(authority, context.Visitor(), cancellationToken));
        var refusal = outcome.Refusal!;
        if (refusal.Facts.TryGetValue("retryAfterSeconds", out var wait))
        {
            context.Response.Headers.RetryAfter = wait;
            return Problems.Of(StatusCodes.Status429TooManyRequests, refusal.Code, refusal.Message, refusal.Facts);
        }
        return Unauthorized(refusal.Code, refusal.Message);
    }

    private static async Task<IResult> RefreshAsync(
        TokenDesk tokens,
        RefreshBody body,
        CancellationToken cancellationToken
    ) =>
        await tokens.RefreshAsync(body.RefreshToken, cancellationToken) is { } pair
            ? TypedResults.Ok(pair)
            : Unauthorized("refresh_refused", "The refresh token is not valid any more; sign in again.");

    private static async Task<IResult> TicketAsync(
        HttpContext context,
        AuthorityReader authorities,
        TokenDesk tokens,
        CancellationToken cancellationToken
    )
    {
        if (context.User.KeyId() is not null)
            return Problems.Of(
                StatusCodes.Status403Forbidden,
                "not_by_key",
                "A ticket is for browsers; a script shows its key when it opens the socket."
            );
        var authority = context.User.Credential() is { } held
            ? (await authorities.JudgeAsync(held, cancellationToken)).Authority
            : null;
        if (authority is null)
            return Unauthorized("unauthenticated", "Sign in, or send a valid bearer token.");
        var (ticket, expiresAt) = await tokens.TicketAsync(authority, cancellationToken);
        return TypedResults.Ok(new TicketAnswer(ticket, expiresAt));
    }

    private static ProblemHttpResult Unauthorized(string code, string message) =>
        Problems.Of(StatusCodes.Status401Unauthorized, code, message);
}

internal sealed record CredentialsBody(string UserName, string Password)
{
    public override string ToString() => $"{nameof(CredentialsBody)} {UserName}";
}

internal sealed record RefreshBody(string RefreshToken)
{
    public override string ToString() => nameof(RefreshBody);
}

internal sealed record TicketAnswer(string Ticket, DateTimeOffset ExpiresAt);
