using Microsoft.AspNetCore.Components;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Watchlist;

/// <summary>A listed row as it stands now.</summary>
internal sealed record WatchLine(WatchlistEntry Entry, bool Stale, TimeSpan? Age)
{
    public StrikeRow Row => Entry.Row;

    public decimal? Fee => Row.ActiveSide == Side.Yes ? Row.YesFee : Row.NoFee;
}

/// <summary>The watchlist as a table.</summary>
internal static class WatchTable
{
    public static TableShape<WatchLine> Shape(
        RenderFragment<WatchLine> contract,
        RenderFragment<WatchLine> side,
        RenderFragment<WatchLine> quote
    ) =>
        new("watchlist", "Worth a look")
        {
            KeyOf = line => line.Row.Ticker,
            Say = line => line.Row.Ticker,
            RowClass = line => line.Stale ? "stale hatch" : null,
            Columns =
            [
                Number("rank", "Rank", 58, line => line.Entry.Rank, line => MoneyText.Count(line.Entry.Rank)),
                new("contract", "Contract", line => StrikeText.Of(line.Row))
                {
                    Head = true,
                    Cell = contract,
                    Order = line => line.Row.Strike,
                },
                new("side", "Side", line => line.Row.ActiveSide)
                {
                    Width = 70,
                    Cell = side,
                    Term = line => new TableTerm("side", line.Row.ActiveSide == Side.Yes ? "yes" : "no"),
                },
                Number(
                    "chance",
                    "Chance",
                    90,
                    line => line.Row.ActiveProb,
                    line => OddsText.Chance(line.Row.ActiveProb)
                ),
                Number("ask", "Ask ¢", 76, line => line.Row.ActiveAsk, line => MoneyText.Cents(line.Row.ActiveAsk)),
                Number(
                    "edge",
                    "Edge ¢",
                    80,
                    line => line.Row.ActiveEdge,
                    line => MoneyText.SignedCents(line.Row.ActiveEdge)
                ) with
                {
                    Class = "strong tone-good",
                    About = "Chance less ask less fee, in cents",
                },
                Number("fee", "Fee ¢", 76, line => line.Fee, line => MoneyText.Cents(line.Fee)) with
                {
                    Minor = true,
                },
                Number(
                    "sigma",
                    "Buffer σ",
                    84,
                    line => line.Row.BufferSigma,
                    line => OddsText.Sigma(line.Row.BufferSigma)
                ) with
                {
                    About = "Distance from spot in standard deviations of the settlement value",
                },
                Number("spread", "Spread ¢", 84, line => line.Row.Spread, line => MoneyText.Cents(line.Row.Spread)) with
                {
                    Minor = true,
                },
                Number("volume", "Volume", 90, line => line.Row.Volume, line => MoneyText.Count(line.Row.Volume)),
                new("series", "Series", line => line.Entry.Series)
                {
                    Width = 96,
                    Term = line => new TableTerm("series", line.Entry.Series),
                },
                new("quote", "Quote", line => line.Row.QuoteAsOf)
                {
                    Width = 150,
                    Cell = quote,
                    About = "How fresh its price is",
                },
                new("ticker", "Ticker", line => line.Row.Ticker)
                {
                    Width = 250,
                    Spare = true,
                    Class = "mono",
                },
            ],
            Filters =
            [
                new TableFilter<WatchLine>(
                    "side",
                    "Side",
                    FilterKind.Choice,
                    (line, v) => line.Row.ActiveSide == (v == "yes" ? Side.Yes : Side.No)
                )
                {
                    Choices = [new("yes", "YES"), new("no", "NO")],
                },
                new TableFilter<WatchLine>("series", "Series", FilterKind.Text, (line, v) => line.Entry.Series == v),
                AtLeast("minEdge", "Edge", "¢", line => line.Row.ActiveEdge),
                AtLeast("minVolume", "Volume", "", line => (double)line.Row.Volume),
            ],
        };

    private static TableColumn<WatchLine> Number(
        string key,
        string title,
        int width,
        Func<WatchLine, object?> value,
        Func<WatchLine, string> word
    ) =>
        new(key, title, value)
        {
            Numeric = true,
            Width = width,
            Text = word,
        };

    private static TableFilter<WatchLine> AtLeast(
        string key,
        string title,
        string unit,
        Func<WatchLine, double?> value
    ) =>
        new(key, title, FilterKind.Number, (line, least) => value(line) >= (double?)TableFilter.Number(least))
        {
            Relation = "at least",
            Unit = unit,
        };
}
