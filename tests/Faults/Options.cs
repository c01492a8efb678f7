using System.Globalization;
using Strikeboard.Faults.Trading;

namespace Strikeboard.Faults;

/// <summary>
/// What to run; without minutes no quiet run, without kills no kills, without a count no damaged bodies. Kills asked for by
/// number and nothing else are kills of the desk while it trades. With seeds nothing else: they need no process.
/// </summary>
/// <param name="State">A file with the totals of the kills so far; this run's are added to it.</param>
internal sealed record Options(int Kills, int Seed, int Minutes, int Seeds, int Count, string? Only, string? State)
{
    public const string Usage =
        "Usage: dotnet run --project tests/Faults -- [--kills 5] [--seed 1] [--minutes 0] [--seeds 0] [--count 5000] [--only PART-OF-A-NAME|all] [--state FILE]";

    public static Options? Read(string[] args)
    {
        var options = new Options(5, 1, 0, 0, 5000, null, null);
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
                "--state" when value.Length > 0 => options with { State = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }
        return args.Contains("--kills") && options is { Only: null, Minutes: 0 }
            ? options with
            {
                Only = DeskKillCampaign.Name,
            }
            : options;
    }

    public bool Wants(string scenario) => Only is null or "all" || scenario.Contains(Only, StringComparison.Ordinal);
}
