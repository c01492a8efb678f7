using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Time;

public enum ClockSkewVerdict
{
    Sound,
    Warning,

    /// <summary>Time to close cannot be trusted: the probability step fails.</summary>
    Unusable,
}

/// <summary>Our clock against the date of the exchange's last response.</summary>
public static class ClockSkew
{
    public const double SoundSeconds = 1;
    public const double UsableSeconds = 2;

    public static ClockSkewVerdict Judge(double skewSeconds)
    {
        var size = Math.Abs(Require.Finite(skewSeconds));
        return Tolerance.AtMost(size, SoundSeconds) ? ClockSkewVerdict.Sound
            : Tolerance.AtMost(size, UsableSeconds) ? ClockSkewVerdict.Warning
            : ClockSkewVerdict.Unusable;
    }
}
