using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>What trades by itself: whether it may, and how it decides.</summary>
internal static class BotCalls
{
    public static void MapBots(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/bots/{name}").WithTags("Trading");
        group.MapGet("", ReadAsync);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapPut("", SetAsync);
        changes.MapPost("/arm", ArmAsync);
    }

    private static async Task<IResult> ReadAsync(string name, IBotReader bots, CancellationToken cancellationToken) =>
        await bots.ReadAsync(name, cancellationToken) is { } bot
            ? TypedResults.Ok(BotShape.Of(bot))
            : Problems.Of(StatusCodes.Status404NotFound, "bot.unknown", $"There is no bot '{Problems.Shown(name)}'.");

    private static Task<IResult> SetAsync(
        string name,
        HttpContext context,
        ICommandDesk desk,
        BotBody body,
        CancellationToken cancellationToken
    ) =>
        body is { On: null, Settings: null }
            ? Task.FromResult<IResult>(Problems.BadField("on", "or settings: one of them changes."))
            : desk.RunAsync(context, new SetBot(name, body.On, body.Settings), body.Reason, cancellationToken);

    private static Task<IResult> ArmAsync(
        string name,
        HttpContext context,
        ICommandDesk desk,
        ReasonBody? body,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new ArmBot(name), body?.Reason, cancellationToken);
}

/// <param name="Settings">Those that change; what is not named stays.</param>
internal sealed record BotBody(bool? On = null, JsonElement? Settings = null, string? Reason = null);

/// <param name="DisarmedBecause">Why it has switched itself off; empty while it has not.</param>
internal sealed record BotShape(
    string Name,
    bool On,
    bool Armed,
    string DisarmedBecause,
    DateTimeOffset? DisarmedSince,
    int RefusalsInRow,
    int LosingInRow,
    decimal DayResult,
    DateTimeOffset? LastEntryAt,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    JsonObject Settings
)
{
    public static BotShape Of(BotView bot) =>
        new(
            bot.Name,
            bot.IsOn,
            bot.Guard.IsArmed,
            bot.Guard.Reason?.Message ?? "",
            bot.Guard.OffSince,
            bot.Guard.RefusalsInRow,
            bot.Guard.LosingInRow,
            bot.Guard.DayResult,
            bot.LastEntryAt,
            bot.ChangedAt,
            bot.ChangedBy,
            EntrySettingsJson.Write(bot.Settings)
        );
}
