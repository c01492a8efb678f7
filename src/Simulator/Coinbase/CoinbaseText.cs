using System.Globalization;

namespace Strikeboard.Simulator.Coinbase;

/// <summary>How the venue spells numbers and instants: strings everywhere, nanoseconds on the socket.</summary>
internal static class CoinbaseText
{
    public static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    public static string Price(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
}
