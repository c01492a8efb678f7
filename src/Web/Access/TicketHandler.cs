using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Strikeboard.Engine.Access;

namespace Strikeboard.Web.Access;

/// <summary>
/// A socket's URL may carry a ticket: it opens one socket within thirty seconds, so it does not matter that URLs reach
/// logs. Negotiation looks at it, the socket itself spends it.
/// </summary>
internal sealed class TicketHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TokenDesk tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Parameter = "ticket";

    public static bool Applies(HttpRequest request) =>
        request.Query.ContainsKey(Parameter)
        && (
            request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments("/ws", StringComparison.OrdinalIgnoreCase)
        );

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var ticket = Request.Query[Parameter];
        if (ticket.Count != 1 || ticket[0] is not { Length: > 0 } value)
            return AuthenticateResult.NoResult();
        var authority = Context.WebSockets.IsWebSocketRequest
            ? await tokens.SpendTicketAsync(value, Context.RequestAborted)
            : await tokens.LookAtTicketAsync(value, Context.RequestAborted);
        return authority is null
            ? AuthenticateResult.Fail("The ticket is not valid.")
            : AuthenticateResult.Success(
                new AuthenticationTicket(Callers.Principal(authority, Scheme.Name), Scheme.Name)
            );
    }
}
