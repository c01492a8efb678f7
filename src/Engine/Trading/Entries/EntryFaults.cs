using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

internal static class EntryFaults
{
    public static IEnumerable<string> Of(EntrySettings s)
    {
        foreach (var (name, value, least, most) in Figures(s))
        {
            if (!(value >= least && value <= most))
                yield return FormattableString.Invariant(
                    $"{name} is {value} and has to be between {least} and {most}."
                );
        }
        if (s.MinPriceCents > s.MaxPriceCents)
            yield return $"MinPriceCents is {s.MinPriceCents}, above the {s.MaxPriceCents} of MaxPriceCents.";
        if (s.MinSecondsToClose > s.MaxSecondsToClose)
            yield return $"MinSecondsToClose is {s.MinSecondsToClose}, above the {s.MaxSecondsToClose} of MaxSecondsToClose.";
        if (s.StopChance >= s.MinProbability)
            yield return FormattableString.Invariant(
                $"StopChance is {s.StopChance}, not below the {s.MinProbability} of MinProbability: what is entered would be sold at once."
            );
        foreach (
            var name in s.Symbols.Keys.Where(name => !Symbol.TryParse(name, out var symbol) || symbol.Name != name)
        )
            yield return $"Symbols names '{name}', which is no symbol in upper case.";
        foreach (var (name, chosen) in s.Symbols)
        {
            if (chosen is null || !Enum.IsDefined(chosen.Mode))
                yield return $"Symbols says nothing of '{name}' that can be meant.";
        }
    }

    private static IEnumerable<(string Name, double Value, double Least, double Most)> Figures(EntrySettings s) =>
        [
            (nameof(s.Quantity), s.Quantity, 1, 100_000),
            (nameof(s.ReachCents), s.ReachCents, 0, 10),
            (nameof(s.MinEdgeCents), s.MinEdgeCents, -100, 100),
            (nameof(s.MinProbability), s.MinProbability, 0, 1),
            (nameof(s.MinPriceCents), s.MinPriceCents, 1, 99),
            (nameof(s.MaxPriceCents), s.MaxPriceCents, 1, 99),
            (nameof(s.MinSecondsToClose), s.MinSecondsToClose, 0, 86_400),
            (nameof(s.MaxSecondsToClose), s.MaxSecondsToClose, 1, 864_000),
            (nameof(s.MinVolume), s.MinVolume, 0, 1e9),
            (nameof(s.MinOpenInterest), s.MinOpenInterest, 0, 1e9),
            (nameof(s.MaxQuoteAgeSeconds), s.MaxQuoteAgeSeconds, 0.1, 10),
            (nameof(s.MomentumThreshold), s.MomentumThreshold, 0, 100),
            (nameof(s.MaxMomentumAgainst), s.MaxMomentumAgainst, 0, 100),
            (nameof(s.MaxPerCycle), s.MaxPerCycle, 1, 20),
            (nameof(s.SecondsBetween), s.SecondsBetween, 0, 86_400),
            (nameof(s.SecondsAfterRefusal), s.SecondsAfterRefusal, 0, 3_600),
            (nameof(s.RestSeconds), s.RestSeconds, 1, 60),
            (nameof(s.StopChance), s.StopChance ?? 0.4, 0.01, 0.99),
            (nameof(s.StopCents), s.StopCents ?? 1, 1, 98),
            (nameof(s.TargetCents), s.TargetCents ?? 1, 1, 98),
            ("Guard:RefusalsInRow", s.Guard.RefusalsInRow, 1, 1_000),
            ("Guard:LosingInRow", s.Guard.LosingInRow, 1, 1_000),
            ("Guard:DayLoss", (double)s.Guard.DayLoss, 0.01, 1e6),
        ];
}
