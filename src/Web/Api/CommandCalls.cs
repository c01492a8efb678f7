using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>Carries a call to the command desk and the desk's verdict back. Roles, keys and audit are the desk's affair.</summary>
internal static class CommandCalls
{
    public const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 128;
    private const int LongestReason = 500;

    public static Task<IResult> RunAsync(
        this ICommandDesk desk,
        HttpContext context,
        Command command,
        string? reason,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, command, reason, answer => answer, cancellationToken);

    /// <param name="shape">What a command that was done is answered; for words that only the caller may learn.</param>
    public static async Task<IResult> RunAsync<TAnswer>(
        this ICommandDesk desk,
        HttpContext context,
        Command command,
        string? reason,
        Func<CommandAnswer, TAnswer> shape,
        CancellationToken cancellationToken
    )
    {
        var keys = context.Request.Headers[KeyHeader];
        var key = keys.Count == 0 ? null : keys[0];
        if (keys.Count > 1 || (key is not null && !IsKey(key)))
            return Problems.BadField(KeyHeader, $"one header of 1 to {LongestKey} visible characters.");
        if (reason?.Length > LongestReason)
            return Problems.BadField("reason", $"longer than {LongestReason} characters.");
        var outcome = await desk.ExecuteAsync(
            command,
            new CommandContext(context.Actor(), reason, key),
            cancellationToken
        );
        return Answer(outcome, shape);
    }

    internal static IResult Answer(CommandOutcome outcome) => Answer(outcome, answer => answer);

    private static IResult Answer<TAnswer>(CommandOutcome outcome, Func<CommandAnswer, TAnswer> shape)
    {
        if (outcome.Verdict == CommandVerdict.Done)
            return TypedResults.Ok(
                shape(new CommandAnswer(outcome.CommandId, outcome.Message, "done", outcome.Repeated))
            );
        var status = outcome.Verdict switch
        {
            CommandVerdict.Forbidden => StatusCodes.Status403Forbidden,
            CommandVerdict.Conflict => StatusCodes.Status409Conflict,
            CommandVerdict.Invalid or CommandVerdict.Refused => StatusCodes.Status422UnprocessableEntity,
            CommandVerdict.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        var facts = (outcome.Refusal?.Facts ?? ImmutableDictionary<string, string>.Empty).SetItem(
            "commandId",
            outcome.CommandId.ToString("D")
        );
        return Problems.Of(
            status,
            outcome.Refusal?.Code ?? outcome.Verdict.ToString().ToLowerInvariant(),
            outcome.Refusal?.Message ?? outcome.Message,
            facts
        );
    }

    private static bool IsKey(string key) =>
        key is { Length: > 0 and <= LongestKey } && key.All(c => c is > ' ' and <= '~');
}

/// <summary>What a change was answered: the id leads to its audit record.</summary>
internal sealed record CommandAnswer(Guid CommandId, string Message, string Status, bool Repeated);

/// <summary>The body that every change may have.</summary>
internal sealed record ReasonBody(string? Reason = null);
