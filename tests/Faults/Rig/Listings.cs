using System.Globalization;

namespace Strikeboard.Faults.Rig;

/// <summary>Symbols beside the usual ones, for who needs many: what the simulator lists, and what the app is told of.</summary>
public static class Listings
{
    /// <summary>Arguments of the simulator.</summary>
    public static IEnumerable<string> Arguments(int symbols) =>
        Enumerable
            .Range(0, symbols)
            .SelectMany(i => new[] { "--symbol", $"{Name(i)}:{Name(i)}-USD:{string.Join(',', Series(i))}" });

    /// <summary>The app's settings; with none it keeps to the usual ones.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings(int symbols)
    {
        for (var i = 0; i < symbols; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"STRIKEBOARD__Symbols__{i}__");
            yield return new(key + "Name", Name(i));
            yield return new(key + "CoinbaseProduct", Name(i) + "-USD");
            for (var series = 0; series < Series(i).Length; series++)
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"{key}KalshiSeries__{series}"),
                    Series(i)[series]
                );
        }
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number:000}");

    /// <summary>Two ladders of 41 strikes.</summary>
    public static string[] Series(int number) => [$"KX{Name(number)}D", $"KX{Name(number)}XD"];
}
