using System.Globalization;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Watchlist;

/// <summary>What a row must show to be listed, in words; by the name under which a near miss reports it.</summary>
public sealed record Criterion(string Name, string Title, string Threshold, Func<double, string> Missing)
{
    /// <summary>"Edge short by 0.4 ¢". A criterion this page does not know is shown under its own name.</summary>
    public static string Explain(IReadOnlyList<Criterion> known, string name, double? by)
    {
        var criterion = known.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        return (criterion, by) switch
        {
            (null, null) => name,
            (null, { } amount) => $"{name} by {amount.ToString("0.###", CultureInfo.InvariantCulture)}",
            ({ } c, null) => $"{c.Title}: no value",
            ({ } c, { } amount) => $"{c.Title} {c.Missing(amount)}",
        };
    }

    public static IReadOnlyList<Criterion> All(WatchlistOptions limits) =>
        [
            new(
                "probability",
                "Chance",
                $"≥ {OddsText.Percent(limits.MinProbability)}",
                by => $"short by {Plain(by * 100, "0.0")} points"
            ),
            new(
                "edge",
                "Edge",
                $"≥ {MoneyText.SignedCents(limits.MinEdge)} ¢",
                by => $"short by {Plain(by, "0.0#")} ¢"
            ),
            new("volume", "Volume", $"≥ {MoneyText.Count(limits.MinVolume)}", by => $"short by {Plain(by, "#,0")}"),
            new("spread", "Spread", $"≤ {limits.MaxSpread} ¢", by => $"too wide by {Plain(by, "0.##")} ¢"),
            new("ask", "Ask", $"≤ {limits.MaxAsk} ¢", by => $"too dear by {Plain(by, "0.##")} ¢"),
            new("sigma", "Buffer", $"≥ {Plain(limits.MinSigma, "0.0#")} σ", by => $"short by {Plain(by, "0.00")} σ"),
            new("crossed", "Book", "bid below ask", by => $"crossed by {Plain(by, "0.##")} ¢"),
            new(
                "time",
                "Time to close",
                $"{limits.MinSecondsToClose} s to {limits.MaxSecondsToClose / 60} min",
                by => $"off by {Plain(by, "0")} s"
            ),
            new("notFresh", "Data", "live or delayed", _ => "not fresh"),
        ];

    private static string Plain(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
