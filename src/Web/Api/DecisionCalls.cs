using System.Globalization;
using Strikeboard.Engine;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>
/// Why (no) trade: of the last cycle, or of a time among the last three hundred; as whiles with one and the same answer as far
/// back as they are kept; and all that one cycle weighed.
/// </summary>
internal static class DecisionCalls
{
    private static readonly CsvColumn<DecisionShape>[] Columns =
    [
        new("cycleId", d => d.CycleId),
        new("at", d => d.At),
        new("symbol", d => d.Symbol),
        new("event", d => d.Event),
        new("instrument", d => d.Instrument),
        new("side", d => d.Side),
        new("mode", d => d.Mode),
        new("outcome", d => d.Outcome),
        new("firstFailed", d => d.FirstFailed),
        new("refusal", d => d.Refusal),
        new("lacks", d => d.Lacks),
        new("price", d => d.Price),
        new("quantity", d => d.Quantity),
        new("chance", d => d.Chance),
        new("edge", d => d.Edge),
        new("closesAt", d => d.ClosesAt),
    ];

    private static readonly CsvColumn<DecisionStretch>[] StretchColumns =
    [
        new("id", s => s.Id),
        new("firstAt", s => s.FirstAt),
        new("lastAt", s => s.LastAt),
        new("cycles", s => s.Cycles),
        new("symbol", s => s.Symbol),
        new("event", s => s.Event),
        new("instrument", s => s.Instrument),
        new("side", s => s.Side),
        new("outcome", s => s.Outcome),
        new("saidNo", s => s.SaidNo),
        new("nearestCycle", s => s.NearestCycle),
        new("lacks", s => s.Lacks),
        new("distance", s => s.Distance),
        new("price", s => s.Price),
        new("chance", s => s.Chance),
        new("edge", s => s.Edge),
    ];

    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/decisions").WithTags("Trading");
        group.MapGet("", Read);
        group.MapGet("/history", HistoryAsync);
        group.MapGet("/cycles/{cycle}", CycleAsync);
    }

    private static async Task<IResult> HistoryAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        [AsParameters] StretchParameters wanted,
        IDecisionHistory history,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        if (wanted.TryRead(page, out var filter, out var nearest) is { } wrong)
            return wrong;
        var found = nearest
            ? await history.NearestPageAsync(page, filter, cancellationToken)
            : await history.PageAsync(page, filter, stretch => stretch.Id, cancellationToken);
        return Lists.Answer(context, list, found, StretchColumns);
    }

    private static async Task<IResult> CycleAsync(
        string cycle,
        IDecisionHistory history,
        CancellationToken cancellationToken
    )
    {
        if (!long.TryParse(cycle, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Problems.BadField("cycle", "not the number of a cycle.");
        return await history.CycleAsync(number, cancellationToken) is { } weighed
            ? TypedResults.Ok(
                new WeighedShape(weighed.CycleId, weighed.At, [.. DecisionLine.Of(weighed).Select(DecisionShape.Of)])
            )
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "unknown_cycle",
                $"Nothing was weighed in cycle {number}, or it has been forgotten."
            );
    }

    private static IResult Read(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? symbol,
        string? instrument,
        string? outcome,
        string? gate,
        Decisions decisions
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        DecisionOutcome? wanted = null;
        if (outcome is not null)
        {
            if (!Words.TryParse<DecisionOutcome>(outcome, out var parsed))
                return Problems.BadField("outcome", $"one of {Words.Of<DecisionOutcome>()}.");
            wanted = parsed;
        }
        var (newest, skip) = Place(page.After);
        var cycles = decisions
            .Recent()
            .Where(cycle => newest is null || cycle.CycleId <= newest)
            .Where(cycle => (page.From is null || cycle.At >= page.From) && (page.To is null || cycle.At <= page.To));
        if (page is { From: null, To: null })
            cycles = cycles.Take(1);
        var told = cycles.ToList();
        var lines = told.SelectMany(cycle => DecisionLine.Of(cycle))
            .Where(line => symbol is null || Same(line.Decision.Symbol.Name, symbol))
            .Where(line => instrument is null || Same(line.Decision.Instrument, instrument))
            .Where(line => wanted is null || line.Outcome == wanted)
            .Where(line => gate is null || line.SaidNo == gate)
            .ToList();
        var items = lines.Skip(skip).Take(page.Rows).Select(DecisionShape.Of).ToList();
        var next =
            skip + items.Count < lines.Count
                ? string.Create(CultureInfo.InvariantCulture, $"{told[0].CycleId}~{skip + items.Count}")
                : null;
        return Lists.Answer(context, list, new Page<DecisionShape>(items, lines.Count, next), Columns);
    }

    /// <summary>New cycles come in front: a page goes on from the cycle that the first page began with.</summary>
    private static (long? Newest, int Skip) Place(string? after) =>
        after?.Split('~', 2) is [var cycle, var skip]
        && long.TryParse(cycle, NumberStyles.None, CultureInfo.InvariantCulture, out var newest)
        && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var past)
            ? (newest, past)
            : (null, 0);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
