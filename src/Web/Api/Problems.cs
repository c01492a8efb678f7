using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Strikeboard.Model;

namespace Strikeboard.Web.Api;

/// <summary>Refusals as RFC 9457 problems: a code for programs, a sentence for people, the facts behind it.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(
        int status,
        string code,
        string message,
        params (string Name, string Value)[] facts
    ) =>
        Of(
            status,
            code,
            message,
            facts.ToImmutableDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal)
        );

    public static ProblemHttpResult Of(
        int status,
        string code,
        string message,
        IReadOnlyDictionary<string, string> facts
    ) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = status,
                Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Detail = message,
                Extensions = { ["code"] = code, ["facts"] = facts },
            }
        );

    /// <summary>A parameter or field that cannot be what it is said to be.</summary>
    public static ProblemHttpResult BadField(string field, string message) =>
        Of(StatusCodes.Status400BadRequest, "invalid_field", $"{field}: {message}", ("field", field));

    public static ProblemHttpResult Forbidden(Role needs, Role? has) =>
        Of(
            StatusCodes.Status403Forbidden,
            "forbidden",
            $"This needs the role {needs}.",
            ("needs", Word(needs)),
            ("role", has is { } role ? Word(role) : "")
        );

    public static ProblemHttpResult UnknownSymbol(string asked, IEnumerable<Symbol> known) =>
        Of(
            StatusCodes.Status404NotFound,
            "unknown_symbol",
            $"There is no symbol '{Shown(asked)}' here.",
            ("symbol", Shown(asked)),
            ("known", string.Join(", ", known.Order()))
        );

    public static ProblemHttpResult NotReady(string message) =>
        Of(StatusCodes.Status503ServiceUnavailable, "not_ready", message);

    public static ProblemHttpResult NoDesk(string verb) =>
        Of(
            StatusCodes.Status409Conflict,
            "no_desk",
            $"'{verb}' acts on the trading desk, and this build has none yet.",
            ("verb", verb)
        );

    internal static string Word(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>What a caller sent is shown back short and without control characters.</summary>
    internal static string Shown(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(40)]);
}
