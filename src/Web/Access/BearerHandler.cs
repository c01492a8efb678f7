using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Access;

/// <summary>Believes an access token of ours, or, from this machine only, the control token of the data folder.</summary>
internal sealed partial class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AccessTokens tokens,
    AuthorityReader authorities,
    ControlToken control
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value)
            return AuthenticateResult.NoResult();
        if (!value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("Only bearer tokens and API keys are taken.");
        var token = value[Prefix.Length..].Trim();
        if (control.Matches(token))
            return IsLocal() ? Success(ConsoleUser.Authority) : AuthenticateResult.Fail("The token is not valid.");
        var reading = tokens.Read(token);
        if (reading.Refusal is { } reason)
        {
            Log.Refused(Logger, reason, Context.Address());
            return AuthenticateResult.Fail("The token is not valid.");
        }
        var judged = await authorities.JudgeAsync(reading.Holder, Context.RequestAborted);
        if (judged.Authority is { } authority)
            return Success(authority);
        AccessRefusal.Note(Context, judged.End!);
        return AuthenticateResult.Fail("The token is not valid.");
    }

    private bool IsLocal() =>
        Context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address);

    private AuthenticateResult Success(Authority authority) =>
        AuthenticateResult.Success(new AuthenticationTicket(Callers.Principal(authority, Scheme.Name), Scheme.Name));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "An access token was refused: {Reason} (from {Address}).")]
        public static partial void Refused(ILogger logger, string reason, string address);
    }
}
