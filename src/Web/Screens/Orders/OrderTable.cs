using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Orders;

/// <summary>Every try to place an order as a table, and what its address asks of the database.</summary>
internal static class OrderTable
{
    private const string Asked = "asked";
    private const string Live = "live";

    public static TableShape<OrderLine> Shape(
        IEnumerable<string> openers,
        RenderFragment<OrderLine> side,
        RenderFragment<OrderLine> state
    ) =>
        new("orders", "Orders")
        {
            KeyOf = order => Id(order),
            Say = order => order.Instrument,
            Order = $"-{Asked}",
            RowClass = order => order.State == AttemptState.Unknown ? "grave" : null,
            Columns =
            [
                new(Asked, "Asked", order => order.AskedAt)
                {
                    Width = 168,
                    Moment = true,
                    Class = "wrap",
                },
                new("instrument", "Instrument", order => order.Instrument) { Head = true, Sortable = false },
                new("purpose", "For", order => order.Purpose == IntentPurpose.Entry ? "entry" : "exit")
                {
                    Width = 62,
                    Sortable = false,
                    Term = order => new TableTerm("purpose", order.Purpose.ToString().ToLowerInvariant()),
                },
                new("side", "Side", order => order.Side)
                {
                    Width = 70,
                    Sortable = false,
                    Cell = side,
                },
                new("quantity", "Quantity", order => order.Quantity)
                {
                    Width = 88,
                    Numeric = true,
                    Sortable = false,
                    Text = order => TradingText.Quantity(order.Quantity),
                },
                new("filled", "Filled", order => order.Filled)
                {
                    Width = 64,
                    Numeric = true,
                    Sortable = false,
                    Text = order => TradingText.Quantity(order.Filled),
                },
                new("limit", "Limit ¢", order => order.LimitPrice)
                {
                    Width = 64,
                    Numeric = true,
                    Sortable = false,
                    Text = order => TradingText.Cents(order.LimitPrice),
                    About = "The worst price of the side: at most for an entry, at least for an exit",
                },
                new("state", "State", order => order.State)
                {
                    Width = 110,
                    Sortable = false,
                    Cell = state,
                    Term = order => new TableTerm("state", Word(order.State)),
                },
                new("took", "Took ms", order => Took(order))
                {
                    Width = 74,
                    Numeric = true,
                    Sortable = false,
                    Minor = true,
                    About = "From leaving the house to the last change of an order that is over",
                },
                new("bot", "Opened by", order => order.OpenedBy)
                {
                    Width = 92,
                    Sortable = false,
                    Term = order => new TableTerm("bot", order.OpenedBy),
                },
                new("why", "Reason", order => order.Reason.Length > 0 ? order.Reason : order.Why)
                {
                    Sortable = false,
                    Class = "muted",
                    Minor = true,
                },
                new("name", "Name at the venue", order => order.ClientOrderId)
                {
                    Width = 260,
                    Sortable = false,
                    Spare = true,
                    Class = "mono",
                },
            ],
            Filters =
            [
                new TableFilter("instrument", "Search in instruments"),
                new TableFilter("state", "State", FilterKind.Choice)
                {
                    Choices =
                    [
                        new(Live, "under way"),
                        .. Enum.GetValues<AttemptState>()
                            .Select(state => new FilterChoice(Word(state), TradingText.LookOf(state).Word)),
                    ],
                },
                new TableFilter("purpose", "For", FilterKind.Choice)
                {
                    Choices = [new("entry", "entries"), new("exit", "exits")],
                },
                new TableFilter("bot", "Opened by") { Choices = [.. openers.Select(o => new FilterChoice(o, o))] },
                new TableFilter("position", "Position"),
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "Until", FilterKind.Moment),
            ],
        };

    public static OrderFilter FilterOf(TableQuery query) =>
        new()
        {
            From = query["from"] is { } from ? TableFilter.Moment(from) : null,
            To = query["to"] is { } to ? TableFilter.Moment(to) : null,
            Live = query["state"] == Live,
            State = Enum.TryParse<AttemptState>(query["state"], ignoreCase: true, out var state) ? state : null,
            Purpose = Enum.TryParse<IntentPurpose>(query["purpose"], ignoreCase: true, out var purpose)
                ? purpose
                : null,
            Instrument = query["instrument"],
            Bot = query["bot"],
            Position = Guid.TryParse(query["position"], out var position) ? position : null,
        };

    public static bool OldestFirst(TableQuery query) => query.Order == Asked;

    public static string Id(OrderLine order) => order.Id.ToString(CultureInfo.InvariantCulture);

    private static double? Took(OrderLine order) =>
        order is { IsLive: false, SentAt: { } sent } ? Math.Round((order.ChangedAt - sent).TotalMilliseconds) : null;

    private static string Word(AttemptState state) => state.ToString().ToLowerInvariant();
}
