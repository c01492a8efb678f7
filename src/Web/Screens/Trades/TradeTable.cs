using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Trades;

/// <summary>Closed positions as a table, and what its address asks of the database.</summary>
internal static class TradeTable
{
    private const string Closed = "closed";
    public static readonly string[] Causes = ["settled", "stop", "target", "chance", "before close", "by hand"];

    public static TableShape<Trade> Shape(IEnumerable<string> openers, RenderFragment<Trade> side) =>
        new("trades", "Trades")
        {
            KeyOf = trade => trade.Id.ToString(CultureInfo.InvariantCulture),
            Say = trade => trade.Instrument,
            Order = $"-{Closed}",
            Columns =
            [
                new(Closed, "Closed", trade => trade.ClosedAt)
                {
                    Width = 168,
                    Moment = true,
                    Class = "wrap",
                },
                new("instrument", "Instrument", trade => trade.Instrument) { Head = true, Sortable = false },
                new("side", "Side", trade => trade.Side)
                {
                    Width = 70,
                    Sortable = false,
                    Cell = side,
                },
                Number("quantity", "Quantity", trade => trade.Quantity, 88) with
                {
                    Text = trade => TradingText.Quantity(trade.Quantity),
                },
                Number("average", "Average ¢", trade => trade.AveragePrice, 78) with
                {
                    Text = trade => TradingText.Cents(trade.AveragePrice),
                },
                Number("realised", "Realised", trade => trade.Realised, 84) with
                {
                    Text = trade => MoneyText.Gain(trade.Realised),
                    Minor = true,
                },
                Number("fees", "Fees", trade => trade.Fees, 64) with
                {
                    Text = trade => MoneyText.Dollars(trade.Fees),
                    Minor = true,
                },
                Number("net", "Net", trade => trade.Net, 84) with
                {
                    Text = trade => MoneyText.Gain(trade.Net),
                    Tone = trade => TradingText.ToneOf(trade.Net),
                    About = "Realised less fees",
                },
                new("cause", "Ended by", trade => trade.Cause)
                {
                    Width = 96,
                    Sortable = false,
                    Term = trade => new TableTerm("cause", trade.Cause),
                },
                new("bot", "Opened by", trade => trade.OpenedBy)
                {
                    Width = 92,
                    Sortable = false,
                    Term = trade => new TableTerm("bot", trade.OpenedBy),
                },
                new("held", "Held for", trade => TimeSpanText.Age(trade.ClosedAt - trade.OpenedAt))
                {
                    Width = 84,
                    Numeric = true,
                    Sortable = false,
                    Minor = true,
                },
                new("why", "Why", trade => trade.Why)
                {
                    Sortable = false,
                    Spare = true,
                    Class = "muted",
                },
            ],
            Filters =
            [
                new TableFilter("instrument", "Search in instruments"),
                new TableFilter("cause", "Ended by", FilterKind.Choice)
                {
                    Choices = [.. Causes.Select(cause => new FilterChoice(cause, cause))],
                },
                new TableFilter("bot", "Opened by") { Choices = [.. openers.Select(o => new FilterChoice(o, o))] },
                new TableFilter("symbol", "Symbol"),
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "Until", FilterKind.Moment),
            ],
        };

    public static TradeFilter FilterOf(TableQuery query) =>
        new()
        {
            From = query["from"] is { } from ? TableFilter.Moment(from) : null,
            To = query["to"] is { } to ? TableFilter.Moment(to) : null,
            Instrument = query["instrument"],
            Symbol = query["symbol"]?.ToUpperInvariant(),
            Bot = query["bot"],
            Cause = query["cause"],
        };

    public static bool OldestFirst(TableQuery query) => query.Order == Closed;

    private static TableColumn<Trade> Number(string key, string title, Func<Trade, object?> value, int width) =>
        new(key, title, value)
        {
            Width = width,
            Numeric = true,
            Sortable = false,
        };
}
