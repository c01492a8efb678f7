using System.Globalization;
using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Why;

/// <summary>Kept decisions as a table, and what its address asks of the database.</summary>
internal static class StretchTable
{
    private const string Until = "until";
    private const string Distance = "distance";

    public static TableShape<DecisionStretch> Shape(
        IEnumerable<string> symbols,
        RenderFragment<DecisionStretch> side,
        RenderFragment<DecisionStretch> outcome
    ) =>
        new("why-past", "Past decisions")
        {
            KeyOf = stretch => stretch.Id.ToString(CultureInfo.InvariantCulture),
            Say = stretch => $"{stretch.Instrument} {stretch.Side}",
            Order = Distance,
            Columns =
            [
                new(Until, "Until", stretch => stretch.LastAt)
                {
                    Width = 158,
                    Moment = true,
                    Class = "wrap",
                },
                new("instrument", "Instrument", stretch => stretch.Instrument)
                {
                    Head = true,
                    Sortable = false,
                    Term = stretch => new TableTerm("text", stretch.Instrument),
                },
                new("side", "Side", stretch => stretch.Side)
                {
                    Width = 70,
                    Sortable = false,
                    Cell = side,
                    Term = stretch => new TableTerm("side", Word(stretch.Side)),
                },
                new("outcome", "Outcome", stretch => stretch.Outcome)
                {
                    Width = 116,
                    Sortable = false,
                    Cell = outcome,
                    Term = stretch => new TableTerm("outcome", DecisionTable.Word(stretch.Outcome)),
                },
                new("first", "First said no", stretch => stretch.SaidNo is { } gate ? GateText.Title(gate) : null)
                {
                    Width = 176,
                    Sortable = false,
                    Text = stretch => stretch.SaidNo is { } gate ? GateText.Title(gate) : MoneyText.None,
                    Term = stretch => stretch.SaidNo is { } gate ? new TableTerm("gate", gate) : null,
                },
                new("lacks", "Lacks", stretch => stretch.Lacks)
                {
                    Width = 62,
                    Numeric = true,
                    Sortable = false,
                    About = "How many conditions were not met in the nearest second",
                },
                new(Distance, "Distance", stretch => stretch.Distance)
                {
                    Width = 86,
                    Numeric = true,
                    Text = stretch => stretch.Distance.ToString("0.00", CultureInfo.InvariantCulture),
                    About =
                        "What the failed conditions lacked together, each in shares of its own threshold; fewer conditions come first",
                },
                new("cycles", "Cycles", stretch => stretch.Cycles)
                {
                    Width = 74,
                    Numeric = true,
                    Sortable = false,
                    Minor = true,
                    Spare = true,
                    About = "How many times in a row the answer was the same",
                },
                new("price", "Limit ¢", stretch => stretch.Price)
                {
                    Width = 74,
                    Numeric = true,
                    Sortable = false,
                    Text = stretch => TradingText.Cents(stretch.Price),
                },
                new("chance", "Chance", stretch => stretch.Chance)
                {
                    Width = 78,
                    Numeric = true,
                    Sortable = false,
                    Text = stretch => OddsText.Chance(stretch.Chance),
                },
                new("edge", "Edge ¢", stretch => stretch.Edge)
                {
                    Width = 74,
                    Numeric = true,
                    Sortable = false,
                    Text = stretch => MoneyText.SignedCents(stretch.Edge),
                    Tone = stretch => stretch.Edge > 0 ? "tone-good" : null,
                },
                new("symbol", "Symbol", stretch => stretch.Symbol)
                {
                    Width = 74,
                    Sortable = false,
                    Minor = true,
                    Spare = true,
                    Term = stretch => new TableTerm("symbol", stretch.Symbol),
                },
            ],
            Filters =
            [
                new TableFilter("text", "Search in instruments"),
                new TableFilter("symbol", "Symbol", FilterKind.Choice)
                {
                    Choices = [.. symbols.Select(symbol => new FilterChoice(symbol, symbol))],
                },
                new TableFilter("side", "Side", FilterKind.Choice)
                {
                    Choices = [.. Enum.GetValues<Side>().Select(one => new FilterChoice(Word(one), Word(one)))],
                },
                new TableFilter("outcome", "Outcome", FilterKind.Choice)
                {
                    Choices =
                    [
                        .. Enum.GetValues<DecisionOutcome>()
                            .Select(DecisionTable.Word)
                            .Select(word => new FilterChoice(word, word)),
                    ],
                },
                new TableFilter("gate", "First said no")
                {
                    Choices = [.. GateText.Names.Select(gate => new FilterChoice(gate, GateText.Title(gate)))],
                },
                new TableFilter("lacks", "Lacks", FilterKind.Number) { Relation = "at most" },
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "To", FilterKind.Moment),
            ],
        };

    public static StretchFilter FilterOf(TableQuery query) =>
        new()
        {
            From = query["from"] is { } from ? TableFilter.Moment(from) : null,
            To = query["to"] is { } to ? TableFilter.Moment(to) : null,
            Symbol = query["symbol"],
            Instrument = query["text"],
            Side = Enum.TryParse<Side>(query["side"], ignoreCase: true, out var side) ? side : null,
            Outcome = Enum.TryParse<DecisionOutcome>(query["outcome"], ignoreCase: true, out var outcome)
                ? outcome
                : null,
            Gate = query["gate"],
            Lacks =
                query["lacks"] is { } text && TableFilter.Number(text) is { } lacks
                    ? (int)Math.Clamp(lacks, 0, int.MaxValue)
                    : null,
        };

    /// <summary>True: oldest first, false: newest first, null: nearest first.</summary>
    public static bool? TimeOrder(TableQuery query) =>
        query.Order switch
        {
            Until => true,
            $"-{Until}" => false,
            _ => null,
        };

    private static string Word(Side side) => side.ToString().ToLowerInvariant();
}
