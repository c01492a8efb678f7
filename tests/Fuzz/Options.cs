using System.Globalization;

namespace Strikeboard.Fuzz;

/// <param name="Record">Write a fresh corpus of the simulator's frames to this file, and do nothing else.</param>
internal sealed record Options(long Frames, int Seed, string? Record)
{
    public const string Usage =
        "Usage: dotnet run -c Release --project tests/Fuzz -- [--frames 1000000] [--seed 1] [--record FILE]";

    public static Options? Read(string[] args)
    {
        var options = new Options(1_000_000, 1, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            Options? next = args[i] switch
            {
                "--frames" when isNumber => options with { Frames = number },
                "--seed" when isNumber && number <= int.MaxValue => options with { Seed = (int)number },
                "--record" when value.Length > 0 => options with { Record = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }
        return options;
    }
}
