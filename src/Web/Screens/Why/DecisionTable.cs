using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;
using Strikeboard.Web.Parts.Trading;

namespace Strikeboard.Web.Screens.Why;

/// <summary>What a cycle weighed, nearest to being entered first.</summary>
internal static class DecisionTable
{
    public static TableShape<DecisionLine> Shape(
        IEnumerable<string> symbols,
        RenderFragment<DecisionLine> side,
        RenderFragment<DecisionLine> outcome
    ) =>
        new("why", "Candidates")
        {
            KeyOf = line => line.Key,
            Say = line => line.Key,
            Columns =
            [
                new("instrument", "Instrument", line => line.Decision.Instrument) { Head = true },
                new("side", "Side", line => line.Decision.Side) { Width = 70, Cell = side },
                new("outcome", "Outcome", line => line.Outcome) { Width = 100, Cell = outcome },
                new("first", "First said no", line => line.SaidNo is { } gate ? GateText.Title(gate) : null)
                {
                    Width = 210,
                    Text = line => line.SaidNo is { } gate ? GateText.Title(gate) : MoneyText.None,
                    Term = line => line.SaidNo is { } gate ? new TableTerm("gate", gate) : null,
                },
                new("lacks", "Lacks", line => line.Lacks)
                {
                    Width = 70,
                    Numeric = true,
                    About = "How many conditions are not met",
                },
                new("distance", "Distance", line => line.Distance)
                {
                    Width = 84,
                    Numeric = true,
                    Text = line => line.Distance.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                    About = "What the failed conditions lack together, each in shares of its own threshold",
                    Minor = true,
                },
                new("price", "Limit ¢", line => line.Decision.Price)
                {
                    Width = 74,
                    Numeric = true,
                    Text = line => TradingText.Cents(line.Decision.Price),
                },
                new("chance", "Chance", line => line.Decision.Chance)
                {
                    Width = 78,
                    Numeric = true,
                    Text = line => OddsText.Chance(line.Decision.Chance),
                },
                new("edge", "Edge ¢", line => line.Decision.Edge)
                {
                    Width = 74,
                    Numeric = true,
                    Text = line => MoneyText.SignedCents(line.Decision.Edge),
                    Tone = line => line.Decision.Edge > 0 ? "tone-good" : null,
                },
                new("symbol", "Symbol", line => line.Decision.Symbol.Name)
                {
                    Width = 74,
                    Minor = true,
                    Term = line => new TableTerm("symbol", line.Decision.Symbol.Name),
                },
            ],
            Filters =
            [
                new TableFilter<DecisionLine>(
                    "instrument",
                    "Search in instruments",
                    FilterKind.Text,
                    (line, text) => line.Decision.Instrument.Contains(text, StringComparison.OrdinalIgnoreCase)
                ),
                new TableFilter<DecisionLine>(
                    "symbol",
                    "Symbol",
                    FilterKind.Choice,
                    (line, symbol) => line.Decision.Symbol.Name == symbol
                )
                {
                    Choices = [.. symbols.Select(symbol => new FilterChoice(symbol, symbol))],
                },
                new TableFilter<DecisionLine>(
                    "outcome",
                    "Outcome",
                    FilterKind.Choice,
                    (line, word) => Word(line.Outcome) == word
                )
                {
                    Choices = [.. Enum.GetValues<DecisionOutcome>().Select(o => new FilterChoice(Word(o), Word(o)))],
                },
                new TableFilter<DecisionLine>(
                    "gate",
                    "First said no",
                    FilterKind.Choice,
                    (line, gate) => line.SaidNo == gate
                )
                {
                    Choices = [.. GateText.Names.Select(gate => new FilterChoice(gate, GateText.Title(gate)))],
                },
            ],
        };

    public static string Word(DecisionOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static (string Tone, string Icon) LookOf(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Entered => ("good", "ok"),
            DecisionOutcome.Refused => ("warn", "never"),
            _ => ("idle", "skipped"),
        };
}
