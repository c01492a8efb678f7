using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Strikes;

/// <summary>
/// A row of the strike table as it will be read: every cell is text already, so that two equal lines need no new drawing.
/// </summary>
public sealed record StrikeLine
{
    public required string Ticker { get; init; }
    public required string Strike { get; init; }
    public required bool AtTheMoney { get; init; }
    public required bool Stale { get; init; }

    /// <summary>Past twice the limit: the row stays, its numbers do not.</summary>
    public required bool Hidden { get; init; }
    public required Side ActiveSide { get; init; }
    public required string Chance { get; init; }

    /// <summary>0 to 100, for the bar behind the chance.</summary>
    public required int ChanceBar { get; init; }
    public required SideLine Yes { get; init; }
    public required SideLine No { get; init; }
    public required string Buffer { get; init; }
    public required string Sigma { get; init; }
    public required string Spread { get; init; }
    public required string Volume { get; init; }
    public required string Age { get; init; }
    public required Quality Quality { get; init; }

    /// <summary>The numbers behind the words, to sort and export by.</summary>
    public required Beside<StrikeRow> Row { get; init; }

    /// <summary>The likelier side.</summary>
    public SideLine Active => ActiveSide == Side.Yes ? Yes : No;

    public static StrikeLine Of(StrikeRow row, string? atTheMoney, Freshness table, DateTimeOffset now)
    {
        var quality = QualityRules.Worst(row.Quality, table.Quality >= Quality.Stale ? table.Quality : Quality.Live);
        var hidden = table.Hidden;
        return new StrikeLine
        {
            Ticker = row.Ticker,
            Strike = StrikeText.Of(row),
            AtTheMoney = row.Ticker == atTheMoney,
            Stale = quality >= Quality.Stale,
            Hidden = hidden,
            ActiveSide = row.ActiveSide,
            Chance = hidden ? MoneyText.None : OddsText.Chance(row.PYes),
            ChanceBar = hidden ? 0 : (int)Math.Round(Math.Clamp(row.PYes, 0, 1) * 100),
            Yes = SideLine.Of(row.YesBid, row.YesAsk, row.YesEdge, hidden),
            No = SideLine.Of(row.NoBid, row.NoAsk, row.NoEdge, hidden),
            Buffer = hidden ? MoneyText.None : MoneyText.SignedDollars(row.BufferUsd),
            Sigma = hidden ? MoneyText.None : OddsText.Sigma(row.BufferSigma),
            Spread = hidden ? MoneyText.None : MoneyText.Cents(row.Spread),
            Volume = hidden ? MoneyText.None : MoneyText.Count(row.Volume),
            Age = AgeOf(row, now),
            Quality = quality,
            Row = new(row),
        };
    }

    // Whole seconds: a tenth more or less is not worth drawing sixty rows for.
    private static string AgeOf(StrikeRow row, DateTimeOffset now)
    {
        if (row.QuoteAsOf is not { } asOf)
            return MoneyText.None;
        var age = now - asOf;
        return age < TimeSpan.FromSeconds(1) ? "<1 s"
            : age < TimeSpan.FromSeconds(10) ? $"{(int)age.TotalSeconds} s"
            : TimeSpanText.Age(age);
    }
}

/// <summary>One outcome's prices in cents.</summary>
/// <param name="EdgeTone">good above zero, muted otherwise: an edge is no price movement and takes no arrow.</param>
public sealed record SideLine(string Bid, string Ask, string Edge, string EdgeTone)
{
    public static SideLine Of(decimal? bid, decimal? ask, double? edge, bool hidden) =>
        hidden
            ? new(MoneyText.None, MoneyText.None, MoneyText.None, "muted")
            : new(
                MoneyText.Cents(bid),
                MoneyText.Cents(ask),
                MoneyText.SignedCents(edge),
                edge > 0.05 ? "gain" : "muted"
            );
}
