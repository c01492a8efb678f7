using System.Globalization;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>How the venue spells numbers, instants and states.</summary>
internal static class KalshiText
{
    private static readonly string[] DollarsByCents =
    [
        .. Enumerable.Range(0, 101).Select(c => (c / 100m).ToString("0.0000", CultureInfo.InvariantCulture)),
    ];

    public static string Dollars(int cents) => DollarsByCents[cents];

    public static string Dollars(decimal dollars) => dollars.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>Hundredths of a contract, as a number with two decimals.</summary>
    public static string Count(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Name(MarketStatus status) => Enum.GetName(status)!.ToLowerInvariant();

    public static string Name(StrikeType type) => Enum.GetName(type)!.ToLowerInvariant();

    public static string Name(BookSide side) => side is BookSide.Yes ? "yes" : "no";

    public static string Result(bool? yes) =>
        yes switch
        {
            true => "yes",
            false => "no",
            null => "",
        };

    public static string SubTitle(Market market)
    {
        static string Money(decimal value) => value.ToString("$#,##0.##", CultureInfo.InvariantCulture);
        return market.StrikeType switch
        {
            StrikeType.Greater => $"{Money(market.Floor!.Value + 0.01m)} or above",
            StrikeType.Less => $"Below {Money(market.Cap!.Value)}",
            _ => $"{Money(market.Floor!.Value)} to {Money(market.Cap!.Value)}",
        };
    }

    public static string Rules(Market market)
    {
        var series = market.Event.Series;
        var condition = market.StrikeType switch
        {
            StrikeType.Greater => $"above {market.Floor}",
            StrikeType.Less => $"below {market.Cap}",
            _ => $"between {market.Floor} and {market.Cap}",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"If the simple average of the sixty one-second prints of CF Benchmarks' {series.IndexName} in the minute before {EventCalendar.EasternText(market.Event.Window.Close)} is {condition}, then the market resolves to Yes."
        );
    }
}
