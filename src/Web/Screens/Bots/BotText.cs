using System.Globalization;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Bots;

/// <summary>What a bot is set to, in words.</summary>
internal static class BotText
{
    public static IEnumerable<(string Name, string Value)> Settings(EntrySettings s) =>
        [
            ("Contracts to buy", Number(s.Quantity)),
            ("Least edge", $"{Number(s.MinEdgeCents)} ¢ after the fee"),
            ("Least chance", OddsText.Percent(s.MinProbability)),
            ("Limit price", $"{s.MinPriceCents} to {s.MaxPriceCents} ¢, {s.ReachCents} above the ask"),
            ("Time to the close", $"{s.MinSecondsToClose} to {s.MaxSecondsToClose} s"),
            ("Traded, held by anybody", $"at least {Number(s.MinVolume)}, {Number(s.MinOpenInterest)}"),
            ("Age of a quote", $"at most {Number(s.MaxQuoteAgeSeconds)} s"),
            ("Momentum", $"{Number(s.MomentumThreshold)} % towards, at most {Number(s.MaxMomentumAgainst)} % against"),
            (
                "Entries",
                $"{s.MaxPerCycle} a cycle, {s.SecondsBetween} s apart, {s.SecondsAfterRefusal} s after a refusal"
            ),
            ("Rests at the venue", $"{s.RestSeconds} s"),
            (
                "Protection",
                string.Join(
                    ", ",
                    new[]
                    {
                        s.StopChance is { } chance ? $"chance {OddsText.Percent(chance)}" : null,
                        s.StopCents is { } stop ? $"stop {stop} ¢ below" : null,
                        s.TargetCents is { } target ? $"target {target} ¢ above" : null,
                    }
                        .OfType<string>()
                        .DefaultIfEmpty("none")
                )
            ),
        ];

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
