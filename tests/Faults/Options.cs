using System.Globalization;

namespace Strikeboard.Faults;

/// <summary>
/// What to run; without minutes no quiet run, without kills no kills, without a count no damaged bodies. With seeds nothing
/// else: they need no process.
/// </summary>
internal sealed record Options(int Kills, int Seed, int Minutes, int Seeds, int Count, string? Only)
{
    public const string Usage =
        "Usage: dotnet run --project tests/Faults -- [--kills 5] [--seed 1] [--minutes 0] [--seeds 0] [--count 5000] [--only PART-OF-A-NAME]";

    public static Options? Read(string[] args)
    {
        var options = new Options(5, 1, 0, 0, 5000, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            Options? next = args[i] switch
            {
                "--kills" when isNumber => options with { Kills = number },
                "--seed" when isNumber => options with { Seed = number },
                "--minutes" when isNumber => options with { Minutes = number },
                "--seeds" when isNumber => options with { Seeds = number },
                "--count" when isNumber => options with { Count = number },
                "--only" when value.Length > 0 => options with { Only = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }
        return options;
    }

    public bool Wants(string scenario) => Only is null || scenario.Contains(Only, StringComparison.Ordinal);
}
