using Strikeboard.Engine;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Api.Shapes;

namespace Strikeboard.Web.Api;

/// <summary>What was ordered, filled, closed and paid out, as long as the database remembers.</summary>
internal static class TradeListCalls
{
    private static readonly CsvColumn<OrderShape>[] OrderColumns =
    [
        new("id", o => o.Id),
        new("intentId", o => o.IntentId),
        new("positionId", o => o.PositionId),
        new("venueOrderId", o => o.VenueOrderId),
        new("venue", o => o.Venue),
        new("instrument", o => o.Instrument),
        new("side", o => o.Side),
        new("purpose", o => o.Purpose),
        new("quantity", o => o.Quantity),
        new("filled", o => o.Filled),
        new("limitPrice", o => o.LimitPrice),
        new("state", o => o.State),
        new("reason", o => o.Reason),
        new("bot", o => o.Bot),
        new("askedAt", o => o.AskedAt),
    ];

    private static readonly CsvColumn<TradeShape>[] TradeColumns =
    [
        new("id", t => t.Id),
        new("venue", t => t.Venue),
        new("account", t => t.Account),
        new("instrument", t => t.Instrument),
        new("side", t => t.Side),
        new("symbol", t => t.Symbol),
        new("bot", t => t.Bot),
        new("openedAt", t => t.OpenedAt),
        new("closedAt", t => t.ClosedAt),
        new("tradingDay", t => t.TradingDay.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        new("quantity", t => t.Quantity),
        new("averagePrice", t => t.AveragePrice),
        new("realised", t => t.Realised),
        new("fees", t => t.Fees),
        new("net", t => t.Net),
        new("cause", t => t.Cause),
        new("reason", t => t.Reason),
    ];

    private static readonly CsvColumn<FillLine>[] FillColumns =
    [
        new("tradeId", f => f.TradeId),
        new("positionId", f => f.PositionId),
        new("clientOrderId", f => f.ClientOrderId),
        new("venueOrderId", f => f.VenueOrderId),
        new("venue", f => f.Venue),
        new("account", f => f.Account),
        new("instrument", f => f.Instrument),
        new("side", f => f.Side),
        new("purpose", f => f.Purpose),
        new("quantity", f => f.Quantity),
        new("price", f => f.Price),
        new("fee", f => f.Fee),
        new("at", f => f.At),
    ];

    private static readonly CsvColumn<SettlementLine>[] SettlementColumns =
    [
        new("venue", s => s.Venue),
        new("account", s => s.Account),
        new("instrument", s => s.Instrument),
        new("result", s => s.Result),
        new("quantity", s => s.Quantity),
        new("paid", s => s.Paid),
        new("fees", s => s.Fees),
        new("at", s => s.At),
    ];

    private static readonly CsvColumn<ClosedLine>[] ClosedColumns =
    [
        new("venue", c => c.Venue),
        new("account", c => c.Account),
        new("instrument", c => c.Instrument),
        new("tradingDay", c => c.TradingDay.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        new("positionId", c => c.PositionId),
        new("closedAt", c => c.ClosedAt),
    ];

    public static void MapTradeLists(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api").WithTags("Trading");
        group.MapGet("/orders", OrdersAsync);
        group.MapGet("/trades", TradesAsync);
        group.MapGet("/fills", FillsAsync);
        group.MapGet("/settlements", SettlementsAsync);
        group.MapGet("/closed-today", ClosedTodayAsync);
    }

    private static async Task<IResult> OrdersAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? state,
        string? instrument,
        string? bot,
        IOrderReader orders,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        AttemptState? wanted = null;
        if (state is not null)
        {
            if (!Words.TryParse<AttemptState>(state, out var parsed))
                return Problems.BadField("state", $"one of {Words.Of<AttemptState>()}.");
            wanted = parsed;
        }
        var found = await orders.PageAsync(
            page,
            new OrderFilter
            {
                From = page.From,
                To = page.To,
                State = wanted,
                Instrument = instrument,
                Bot = bot,
            },
            order => order.Id,
            cancellationToken
        );
        var positions = found.Items.Select(order => order.PositionId).Distinct().ToList();
        var story = await orders.StoryAsync(positions, cancellationToken);
        var byOrder = story.ToLookup(line => line.ClientOrderId, StringComparer.Ordinal);
        return Lists.Answer(
            context,
            list,
            new Page<OrderShape>(
                [.. found.Items.Select(order => OrderShape.Of(order, byOrder[order.ClientOrderId]))],
                found.Total,
                found.Next
            ),
            OrderColumns
        );
    }

    private static async Task<IResult> TradesAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? instrument,
        string? symbol,
        string? bot,
        string? cause,
        ITradeReader trades,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        var found = await trades.PageAsync(
            page,
            new TradeFilter
            {
                From = page.From,
                To = page.To,
                Instrument = instrument,
                Symbol = symbol,
                Bot = bot,
                Cause = cause,
            },
            trade => trade.Id,
            cancellationToken
        );
        return Lists.Answer(
            context,
            list,
            new Page<TradeShape>([.. found.Items.Select(TradeShape.Of)], found.Total, found.Next),
            TradeColumns
        );
    }

    private static async Task<IResult> FillsAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? instrument,
        ITradingRecords records,
        CancellationToken cancellationToken
    ) =>
        list.TryRead(out var page)
        ?? Lists.Answer(context, list, await records.FillsAsync(page, instrument, cancellationToken), FillColumns);

    private static async Task<IResult> SettlementsAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? instrument,
        ITradingRecords records,
        CancellationToken cancellationToken
    ) =>
        list.TryRead(out var page)
        ?? Lists.Answer(
            context,
            list,
            await records.SettlementsAsync(page, instrument, cancellationToken),
            SettlementColumns
        );

    private static async Task<IResult> ClosedTodayAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        ITradingRecords records,
        CancellationToken cancellationToken
    ) =>
        list.TryRead(out var page)
        ?? Lists.Answer(context, list, await records.ClosedTodayAsync(page, cancellationToken), ClosedColumns);
}
