using Microsoft.AspNetCore.Components;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Positions;

/// <summary>What takes a slot, as a table.</summary>
internal static class PositionTable
{
    public static TableShape<PositionLine> Shape(PositionCells cells) =>
        new("positions", "Positions")
        {
            KeyOf = line => line.Position.Id.ToString(),
            Say = line => line.Position.Instrument,
            Ticking = true,
            Order = "age",
            RowClass = line => line.Position.State == PositionState.Unknown ? "grave" : null,
            Columns =
            [
                new("instrument", "Instrument", line => line.Position.Instrument) { Head = true },
                new("side", "Side", line => line.Position.Side) { Width = 70, Cell = cells.Side },
                Number("quantity", "Quantity", line => line.Position.Quantity, 88) with
                {
                    Text = line => TradingText.Quantity(line.Position.Quantity),
                },
                Number("average", "Average ¢", line => line.Money.AveragePrice, 78) with
                {
                    Text = line => TradingText.Cents(line.Money.AveragePrice),
                    About = "Paid for one contract of all that was bought, in cents, without fees",
                },
                Number("mark", "Mark ¢", line => line.Mark, 150) with
                {
                    Cell = cells.Mark,
                    About = "The best bid for the side: what one contract could be sold for now, with its age",
                },
                Number("unrealised", "Unrealised", line => line.Unrealised, 88) with
                {
                    Text = line => MoneyText.Gain(line.Unrealised),
                    Tone = line => TradingText.ToneOf(line.Unrealised),
                    About = "What is held at the mark, less what it cost; before the fees of getting out",
                },
                new("acts", "Actions", _ => null)
                {
                    Width = 92,
                    Cell = cells.Acts,
                    Sortable = false,
                    Class = "full",
                },
                new("protection", "Protection", line => TradingText.Words(line.Position.Protection))
                {
                    Width = 150,
                    Sortable = false,
                    Class = "wrap",
                    About =
                        "Sold at the stop (¢), at the target (¢), or when the model's chance stays below the one named",
                },
                new("state", "State", line => TradingText.LookOf(line.Position.State).Word)
                {
                    Width = 96,
                    Cell = cells.State,
                },
                new("bot", "Opened by", line => line.Position.OpenedBy)
                {
                    Width = 92,
                    Term = line => new TableTerm("bot", line.Position.OpenedBy),
                },
                new("age", "Age", line => line.Position.OpenedAt)
                {
                    Width = 74,
                    Numeric = true,
                    Cell = cells.Age,
                    Moment = false,
                },
                new("closes", "Closes in", line => line.Position.MarketClosesAt)
                {
                    Width = 78,
                    Numeric = true,
                    Cell = cells.Closes,
                    Moment = false,
                },
                Number("realised", "Realised", line => line.Money.Realised, 80) with
                {
                    Text = line => MoneyText.Gain(line.Money.Realised),
                    Tone = line => TradingText.ToneOf(line.Money.Realised),
                    Minor = true,
                },
                Number("fees", "Fees", line => line.Money.Fees, 64) with
                {
                    Text = line => MoneyText.Dollars(line.Money.Fees),
                    Minor = true,
                },
            ],
            Filters =
            [
                new TableFilter<PositionLine>(
                    "text",
                    "Search in instruments",
                    FilterKind.Text,
                    (line, text) => line.Position.Instrument.Contains(text, StringComparison.OrdinalIgnoreCase)
                ),
                new TableFilter<PositionLine>(
                    "state",
                    "State",
                    FilterKind.Choice,
                    (line, word) => TradingText.LookOf(line.Position.State).Word == word
                )
                {
                    Choices =
                    [
                        new("open", "open"),
                        new("pending", "pending"),
                        new("closing", "closing"),
                        new("unknown", "unknown"),
                    ],
                },
                new TableFilter<PositionLine>(
                    "bot",
                    "Opened by",
                    FilterKind.Text,
                    (line, name) => string.Equals(line.Position.OpenedBy, name, StringComparison.OrdinalIgnoreCase)
                ),
            ],
        };

    private static TableColumn<PositionLine> Number(
        string key,
        string title,
        Func<PositionLine, object?> value,
        int width
    ) => new(key, title, value) { Width = width, Numeric = true };
}

/// <summary>How the cells are drawn for which words are not enough.</summary>
internal sealed record PositionCells(
    RenderFragment<PositionLine> Side,
    RenderFragment<PositionLine> Mark,
    RenderFragment<PositionLine> State,
    RenderFragment<PositionLine> Age,
    RenderFragment<PositionLine> Closes,
    RenderFragment<PositionLine> Acts
);
