using System.Globalization;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Health;

/// <summary>`Hh Mm Ss`, hours without bound, seconds cut.</summary>
public static class Uptime
{
    public static string Text(double seconds)
    {
        var whole = (long)Math.Floor(Require.NotNegative(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}h {whole / 60 % 60}m {whole % 60}s");
    }
}
