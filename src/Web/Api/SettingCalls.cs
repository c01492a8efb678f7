using Strikeboard.Engine;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Settings;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>What can be changed while the process runs. All of them are live: none waits for a restart.</summary>
internal static class SettingCalls
{
    private const int MostChanges = 200;
    private const int LongestText = 200;

    private static readonly CsvColumn<SettingDifference>[] Columns =
    [
        new("key", d => d.Key),
        new("before", d => d.Before),
        new("after", d => d.After),
    ];

    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/settings").WithTags("Settings");
        group.MapGet(
            "",
            async (ISettingsBook book, CancellationToken cancellationToken) =>
                TypedResults.Ok(await book.ReadAsync(cancellationToken))
        );
        group.MapGet("/history", HistoryAsync);
        var changes = group.MapGroup("").RequireRateLimiting(RateLimits.Control);
        changes.MapPut("", ChangeAsync);
        changes.MapPost("/rollback", RollBackAsync);
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        ISettingsBook book,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        var changes = await book.HistoryAsync(page.Rows, cancellationToken);
        return list.WantsCsv
            ? TypedResults.Text(
                Csv.Write(changes.SelectMany(change => change.Differences), Columns),
                "text/csv; charset=utf-8"
            )
            : Lists.Answer(context, list, new Page<SettingsChange>(changes, changes.Count, null), []);
    }

    private static Task<IResult> ChangeAsync(
        HttpContext context,
        ICommandDesk desk,
        SettingsBody body,
        CancellationToken cancellationToken
    )
    {
        if (body.Changes.Count is 0 or > MostChanges)
            return Task.FromResult<IResult>(Problems.BadField("changes", $"1 to {MostChanges} settings."));
        if (body.Changes.Any(change => change.Key.Length > LongestText || change.Value?.Length > LongestText))
            return Task.FromResult<IResult>(Problems.BadField("changes", $"longer than {LongestText} characters."));
        return desk.RunAsync(context, new ChangeSettings(body.Changes, body.BasedOn), body.Reason, cancellationToken);
    }

    private static Task<IResult> RollBackAsync(
        HttpContext context,
        ICommandDesk desk,
        RollBackBody body,
        CancellationToken cancellationToken
    ) => desk.RunAsync(context, new RollBackSettings(body.Version), body.Reason, cancellationToken);
}

/// <param name="Changes">New values by key, as text; null puts back what the configuration says.</param>
/// <param name="BasedOn">The version you looked at: refused with 409 when another is in force.</param>
internal sealed record SettingsBody(
    IReadOnlyDictionary<string, string?> Changes,
    long? BasedOn = null,
    string? Reason = null
);

internal sealed record RollBackBody(long Version, string? Reason = null);
