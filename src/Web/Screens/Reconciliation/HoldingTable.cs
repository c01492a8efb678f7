using Microsoft.AspNetCore.Components;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Reconciliation;

/// <summary>What we hold beside what the venue says, instrument by instrument.</summary>
internal static class HoldingTable
{
    public static TableShape<Holding> Shape(RenderFragment<Holding> unexplained, RenderFragment<Holding> since) =>
        new("reconciliation", "Holdings")
        {
            KeyOf = holding => holding.Instrument,
            Say = holding => holding.Instrument,
            Ticking = true,
            Order = "-unexplained",
            RowClass = holding => holding.Unexplained != 0 ? "grave" : null,
            Columns =
            [
                new("instrument", "Instrument", holding => holding.Instrument) { Head = true },
                Number("ours", "Ours", holding => holding.Ours, "What the desk's positions add up to"),
                Number(
                    "manual",
                    "Manual",
                    holding => holding.Manual,
                    "What the account's owner traded by hand, by the venue's fills that are not ours"
                ),
                Number("venue", "Venue", holding => holding.Venue, "What the venue says is held"),
                new("unexplained", "Unexplained", holding => holding.Unexplained)
                {
                    Width = 120,
                    Numeric = true,
                    Cell = unexplained,
                    Order = holding => Math.Abs(holding.Unexplained),
                    About = "Venue less ours less manual: anything but zero waits for an explanation",
                },
                new("since", "Since", holding => holding.Since)
                {
                    Width = 170,
                    Cell = since,
                    Moment = true,
                },
            ],
            Filters =
            [
                new TableFilter<Holding>(
                    "text",
                    "Search in instruments",
                    FilterKind.Text,
                    (holding, text) => holding.Instrument.Contains(text, StringComparison.OrdinalIgnoreCase)
                ),
                new TableFilter<Holding>(
                    "differs",
                    "Explained",
                    FilterKind.Choice,
                    (holding, word) => (holding.Unexplained != 0) == (word == "yes")
                )
                {
                    Choices = [new("yes", "not explained"), new("no", "explained")],
                },
            ],
        };

    private static TableColumn<Holding> Number(string key, string title, Func<Holding, decimal> value, string about) =>
        new(key, title, holding => value(holding))
        {
            Width = 100,
            Numeric = true,
            Text = holding => Signed(value(holding)),
            About = $"{about}: contracts of Yes, below zero of No",
        };

    public static string Signed(decimal contracts) =>
        (contracts < 0 ? "\u2212" : "") + TradingText.Quantity(Math.Abs(contracts));
}
