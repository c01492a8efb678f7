using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>Believes an API key, by its own header or as "Authorization: ApiKey …", on calls for programs only.</summary>
internal sealed partial class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyDesk desk
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-Api-Key";
    private const string Prefix = "ApiKey ";

    public static bool Applies(HttpRequest request) =>
        request.Headers.ContainsKey(Header)
        || request.Headers.Authorization is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ApiMark.IsOn(Context))
            return AuthenticateResult.Fail("Keys open calls, not pages.");
        if (Word() is not { } word)
            return Refuse(new Refusal("key_unknown", "Send exactly one API key."));
        var (authority, refusal) = await desk.RecogniseAsync(word, Context.Address(), Context.RequestAborted);
        return authority is null ? Refuse(refusal!) : Success(authority);
    }

    private string? Word()
    {
        var own = Request.Headers[Header];
        if (own.Count > 0)
            return own.Count == 1 && Request.Headers.Authorization.Count == 0 ? own[0] : null;
        return Request.Headers.Authorization is [{ } value] ? value[Prefix.Length..].Trim() : null;
    }

    private AuthenticateResult Success(Authority authority) =>
        AuthenticateResult.Success(new AuthenticationTicket(Callers.Principal(authority, Scheme.Name), Scheme.Name));

    private AuthenticateResult Refuse(Refusal refusal)
    {
        Log.Refused(Logger, refusal.Code, Context.Address());
        AccessRefusal.Note(Context, refusal);
        return AuthenticateResult.Fail(refusal.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "An API key was refused: {Code} (from {Address}).")]
        public static partial void Refused(ILogger logger, string code, string address);
    }
}
