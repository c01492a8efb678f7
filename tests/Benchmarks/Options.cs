using System.Globalization;

namespace Strikeboard.Benchmarks;

/// <summary>What to measure and how long.</summary>
/// <param name="Only">Part of a bar's name; null is all of them.</param>
/// <param name="IsQuick">Fewer and shorter rounds: a look, not a measurement to quote.</param>
/// <param name="Json">A file that gets the rows as well.</param>
/// <param name="BeatMinutes">How long the beat is watched.</param>
internal sealed record Options(string? Only, bool IsQuick, string? Json, double BeatMinutes)
{
    public const string Usage =
        "Usage: dotnet run -c Release --project tests/Benchmarks -- [--only PART-OF-A-NAME] [--quick] [--json FILE] [--beat-minutes 1]";

    public static Options? Read(string[] args)
    {
        var options = new Options(null, false, null, 1);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            Options? next = args[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--only" when value.Length > 0 => options with { Only = value },
                "--json" when value.Length > 0 => options with { Json = value },
                "--beat-minutes" when TryMinutes(value, out var minutes) => options with { BeatMinutes = minutes },
                _ => null,
            };
            if (next is null)
                return null;
            i += args[i] == "--quick" ? 0 : 1;
            options = next;
        }
        return options;
    }

    public bool Wants(string bar) => Only is null || bar.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static bool TryMinutes(string text, out double minutes) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out minutes);
}
