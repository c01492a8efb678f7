using Microsoft.AspNetCore.Components;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Strikes;

/// <summary>The strike table's columns and filters: drawn from the line's words, sorted and exported by the row's numbers.</summary>
internal static class StrikeTableShape
{
    private const string No = "NO";
    private const string Yes = "YES";
    private const string EdgeAbout = "The chance of the side less its ask less the fee, in cents";

    public static TableShape<StrikeLine> Make(
        RenderFragment<StrikeLine> strike,
        RenderFragment<StrikeLine> chance,
        RenderFragment<StrikeLine> quote
    ) =>
        new("strikes", "Strike table")
        {
            KeyOf = line => line.Ticker,
            Say = line => line.Ticker,
            RowClass = RowClass,
            Cards = false,
            Columns =
            [
                Side("no-edge", "Edge ¢", No, l => l.No.Edge, r => r.NoEdge) with
                {
                    About = EdgeAbout,
                    Tone = l => l.No.EdgeTone,
                    Minor = true,
                },
                Side("no-bid", "Bid ¢", No, l => l.No.Bid, r => r.NoBid) with
                {
                    Minor = true,
                },
                Side("no-ask", "Ask ¢", No, l => l.No.Ask, r => r.NoAsk),
                new("strike", "Strike $", l => l.Row.Value.Strike)
                {
                    Head = true,
                    Width = 124,
                    Cell = strike,
                    Class = "strike",
                },
                Number("chance", "P(yes)", l => l.Chance, r => r.PYes, 100) with
                {
                    About = "Chance that the contract settles YES",
                    Cell = chance,
                    Class = "chance",
                },
                Side("yes-bid", "Bid ¢", Yes, l => l.Yes.Bid, r => r.YesBid) with
                {
                    Minor = true,
                },
                Side("yes-ask", "Ask ¢", Yes, l => l.Yes.Ask, r => r.YesAsk),
                Side("yes-edge", "Edge ¢", Yes, l => l.Yes.Edge, r => r.YesEdge) with
                {
                    About = EdgeAbout,
                    Tone = l => l.Yes.EdgeTone,
                    Minor = true,
                },
                Number("edge", "Edge ¢", l => l.Active.Edge, r => r.ActiveEdge, 74) with
                {
                    About = "Edge of the likelier side after fees, in cents",
                    Tone = l => l.Active.EdgeTone,
                },
                Number("buffer", "Buffer $", l => l.Buffer, r => r.BufferUsd, 86) with
                {
                    About = "Spot less strike, in dollars",
                    Minor = true,
                },
                Number("sigma", "Buffer σ", l => l.Sigma, r => r.BufferSigma, 72) with
                {
                    About = "The buffer in standard deviations of the settlement value",
                    Minor = true,
                },
                Number("spread", "Spread ¢", l => l.Spread, r => r.Spread, 72) with
                {
                    Minor = true,
                },
                Number("volume", "Volume", l => l.Volume, r => r.Volume, 78) with
                {
                    About = "Contracts traded",
                    Minor = true,
                },
                Number("quote", "Quote", l => l.Age, r => r.QuoteAsOf, 84) with
                {
                    About = "Age of the quote",
                    Cell = quote,
                    Minor = true,
                },
                Number(
                    "interest",
                    "Open interest",
                    l => MoneyText.Count(l.Row.Value.OpenInterest),
                    r => r.OpenInterest,
                    100
                ) with
                {
                    Spare = true,
                    Minor = true,
                },
                Number("no-fee", "Fee ¢", l => Cents(l, r => r.NoFee), r => r.NoFee, 64) with
                {
                    Group = No,
                    Spare = true,
                    Minor = true,
                },
                Number("yes-fee", "Fee ¢", l => Cents(l, r => r.YesFee), r => r.YesFee, 64) with
                {
                    Group = Yes,
                    Spare = true,
                    Minor = true,
                },
                new("ticker", "Contract", l => l.Ticker)
                {
                    Width = 250,
                    Spare = true,
                    Minor = true,
                    Class = "mono",
                },
            ],
            Filters =
            [
                new TableFilter<StrikeLine>(
                    "side",
                    "Likelier side",
                    FilterKind.Choice,
                    (l, v) => l.ActiveSide == (v == "yes" ? Model.Side.Yes : Model.Side.No)
                )
                {
                    Choices = [new("yes", Yes), new("no", No)],
                },
                AtLeast("minEdge", "Edge of the likelier side", "¢", r => r.ActiveEdge),
                AtLeast("minChance", "Chance of the likelier side", "%", r => r.ActiveProb * 100),
                AtLeast("minVolume", "Volume", "", r => (double)r.Volume),
                new TableFilter<StrikeLine>(
                    "maxSpread",
                    "Spread",
                    FilterKind.Number,
                    (l, v) => l.Row.Value.Spread <= TableFilter.Number(v)
                )
                {
                    Relation = "at most",
                    Unit = "¢",
                },
                AtLeast("minSigma", "Buffer", "σ", r => r.BufferSigma is { } sigma ? Math.Abs(sigma) : null),
            ],
        };

    private static string RowClass(StrikeLine line) =>
        string.Join(
            ' ',
            new[]
            {
                line.ActiveSide == Model.Side.Yes ? "active-yes" : "active-no",
                line.AtTheMoney ? "at-the-money" : null,
                line.Stale ? "stale hatch" : null,
            }.Where(word => word is not null)
        );

    private static TableColumn<StrikeLine> Side(
        string key,
        string title,
        string side,
        Func<StrikeLine, string> word,
        Func<StrikeRow, object?> value
    ) => Number(key, title, word, value, 66) with { Group = side, Class = side == No ? "no" : "yes" };

    /// <summary>What is hidden because it is too old stays hidden in exports and out of the order, too.</summary>
    private static TableColumn<StrikeLine> Number(
        string key,
        string title,
        Func<StrikeLine, string> word,
        Func<StrikeRow, object?> value,
        int width
    ) =>
        new(key, title, line => line.Hidden ? null : value(line.Row.Value))
        {
            Numeric = true,
            Width = width,
            Text = word,
        };

    private static TableFilter<StrikeLine> AtLeast(
        string key,
        string title,
        string unit,
        Func<StrikeRow, double?> value
    ) =>
        new(
            key,
            title,
            FilterKind.Number,
            (line, least) => !line.Hidden && value(line.Row.Value) >= (double?)TableFilter.Number(least)
        )
        {
            Relation = "at least",
            Unit = unit,
        };

    private static string Cents(StrikeLine line, Func<StrikeRow, decimal?> value) =>
        line.Hidden ? MoneyText.None : MoneyText.Cents(value(line.Row.Value));
}
