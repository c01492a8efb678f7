using System.Globalization;

namespace Strikeboard.Benchmarks.Reporting;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    public static string Ns(double ns) =>
        ns switch
        {
            < 1_000 => Text(ns, "ns"),
            < 1_000_000 => Text(ns / 1_000, "µs"),
            < 1_000_000_000 => Text(ns / 1_000_000, "ms"),
            _ => Text(ns / 1_000_000_000, "s"),
        };

    public static string Bytes(double bytes) =>
        bytes switch
        {
            < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B"),
            < 10_000_000 => Text(bytes / 1_000, "kB"),
            _ => Text(bytes / 1_000_000, "MB"),
        };

    public static string Rate(double perSecond, string of) =>
        perSecond switch
        {
            < 10_000 => Text(perSecond, $"{of}/s"),
            < 10_000_000 => Text(perSecond / 1_000, $"k {of}/s"),
            _ => Text(perSecond / 1_000_000, $"M {of}/s"),
        };

    public static string Ratio(double ratio) =>
        ratio is > 0 and < 0.001
            ? ratio.ToString("0.0e-0", CultureInfo.InvariantCulture)
            : ratio.ToString(ratio < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static string Text(double value, string unit) =>
        value.ToString(
            value < 10 ? "0.00"
                : value < 100 ? "0.0"
                : "0",
            CultureInfo.InvariantCulture
        )
        + " "
        + unit;
}
