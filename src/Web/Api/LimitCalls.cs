using Strikeboard.Engine;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Access;

namespace Strikeboard.Web.Api;

/// <summary>What the desk may do at most, how far it goes just now, and who has said so.</summary>
internal static class LimitCalls
{
    private const int MostNames = 100;

    private static readonly CsvColumn<LimitLine>[] Columns =
    [
        new("version", l => l.Change.Version),
        new("at", l => l.Change.At),
        new("by", l => l.Change.By),
        new("reason", l => l.Change.Reason),
        new("name", l => l.Difference.Name),
        new("before", l => l.Difference.Before),
        new("after", l => l.Difference.After),
        new("looser", l => l.Difference.Looser),
    ];

    public static void MapLimits(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/risk/limits").WithTags("Trading");
        group.MapGet(
            "",
            async (ILimitsReader limits, CancellationToken cancellationToken) =>
                TypedResults.Ok(await limits.ReadAsync(cancellationToken))
        );
        group.MapGet("/history", HistoryAsync);
        group.MapPut("", SetAsync).RequireRateLimiting(RateLimits.Control);
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        ILimitsReader limits,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        var found = await limits.HistoryAsync(page, cancellationToken);
        if (!list.WantsCsv)
            return Lists.Answer(context, list, found, []);
        var lines = found.Items.SelectMany(change => change.Differences.Select(one => new LimitLine(change, one)));
        return Lists.Answer(context, list, new Page<LimitLine>([.. lines], found.Total, found.Next), Columns);
    }

    private static Task<IResult> SetAsync(
        HttpContext context,
        ICommandDesk desk,
        LimitsBody body,
        CancellationToken cancellationToken
    ) =>
        body.Limits.Count is 0 or > MostNames
            ? Task.FromResult<IResult>(Problems.BadField("limits", "an object that names every limit."))
            : desk.RunAsync(context, new SetRiskLimits(body.Limits, body.BasedOn), body.Reason, cancellationToken);

    private sealed record LimitLine(LimitsChange Change, LimitDifference Difference);
}

/// <param name="Limits">All of them by name, as GET shows them.</param>
/// <param name="BasedOn">The version you looked at: refused with 409 when another is in force.</param>
internal sealed record LimitsBody(
    IReadOnlyDictionary<string, decimal> Limits,
    long? BasedOn = null,
    string? Reason = null
);
