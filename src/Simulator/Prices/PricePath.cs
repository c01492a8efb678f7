using System.Collections.Immutable;

namespace Strikeboard.Simulator.Prices;

/// <summary>
/// One symbol's price as a function of time alone. A Brownian bridge is laid between anchors three days apart and halved twenty
/// times, down to a quarter of a second; each midpoint's displacement is drawn by its address. So any past instant can be asked
/// for without a state, and history always joins the live price.
/// </summary>
internal sealed class PricePath(SymbolSpec spec, ulong key, double annualVolatility)
{
    private const int Levels = 20;
    private const long StepTicks = TimeSpan.TicksPerSecond / 4;
    private const double StepSeconds = 0.25;
    private const double YearSeconds = 365d * 24 * 3600;
    private const double JumpEverySeconds = 1800;
    private const double JumpProbability = 0.06;
    private const double JumpMemorySeconds = 4 * 3600;

    private readonly ulong anchorKey = Noise.Mix(key, 1);
    private readonly ulong bridgeKey = Noise.Mix(key, 2);
    private readonly ulong volatilityKey = Noise.Mix(key, 3);
    private readonly ulong jumpKey = Noise.Mix(key, 4);
    private ImmutableArray<Shift> shifts = [];

    public SymbolSpec Spec { get; } = spec;

    public double Mid(DateTimeOffset at) =>
        (double)Spec.Level * Math.Exp(Diffusion(at.UtcTicks) + Jumps(at) + Shifted(at));

    /// <summary>Volatility a year in force at an instant: calm and wild spells of minutes, hours and days.</summary>
    public double LocalVolatility(DateTimeOffset at) => annualVolatility * Spell(Seconds(at));

    /// <summary>From <paramref name="at"/> on the price is multiplied; what was before stays as it was.</summary>
    public void Multiply(DateTimeOffset at, double factor) =>
        ImmutableInterlocked.Update(ref shifts, (held, added) => held.Add(added), new Shift(at, Math.Log(factor)));

    private double Diffusion(long ticks)
    {
        if (annualVolatility <= 0)
        {
            return 0;
        }
        var (step, rest) = Math.DivRem(ticks - DateTimeOffset.UnixEpoch.UtcTicks, StepTicks);
        var here = Bridge(step);
        return rest == 0 ? here : here + ((Bridge(step + 1) - here) * rest / StepTicks);
    }

    private double Bridge(long step)
    {
        var low = step >> Levels << Levels;
        var high = low + (1L << Levels);
        var (atLow, atHigh) = (Anchor(low), Anchor(high));
        while (step != low && high - low > 1)
        {
            var middle = (low + high) / 2;
            var scale = LogDeviation((high - low) * StepSeconds) / 2 * Spell(middle * StepSeconds);
            var atMiddle = ((atLow + atHigh) / 2) + (scale * Noise.Normal(bridgeKey, middle));
            (low, atLow, high, atHigh) =
                step < middle ? (low, atLow, middle, atMiddle) : (middle, atMiddle, high, atHigh);
        }
        return atLow;
    }

    private double Anchor(long step) =>
        LogDeviation((1L << Levels) * StepSeconds) / Math.Sqrt(2) * Noise.Normal(anchorKey, step);

    private double LogDeviation(double seconds) => annualVolatility * Math.Sqrt(seconds / YearSeconds);

    private double Spell(double seconds) =>
        Math.Exp(
            (0.16 * Noise.Smooth(volatilityKey, seconds / 1500))
                + (0.20 * Noise.Smooth(volatilityKey + 1, seconds / 9000))
                + (0.15 * Noise.Smooth(volatilityKey + 2, seconds / 90_000))
                - 0.03
        );

    /// <summary>About three sudden moves a day, each fading over a few hours.</summary>
    private double Jumps(DateTimeOffset at)
    {
        var seconds = Seconds(at);
        var newest = (long)Math.Floor(seconds / JumpEverySeconds);
        var sum = 0d;
        for (var bucket = newest; bucket > newest - 9; bucket--)
        {
            if (Noise.Uniform(jumpKey, bucket) >= JumpProbability)
            {
                continue;
            }
            var age = seconds - ((bucket + Noise.Uniform(jumpKey + 1, bucket)) * JumpEverySeconds);
            if (age >= 0 && age < JumpMemorySeconds)
            {
                sum +=
                    0.006
                    * annualVolatility
                    * Noise.Normal(jumpKey + 2, bucket)
                    * Math.Exp(-age / 3600)
                    * (1 - (age / JumpMemorySeconds));
            }
        }
        return sum;
    }

    private double Shifted(DateTimeOffset at)
    {
        var sum = 0d;
        foreach (var shift in shifts)
        {
            sum += shift.At <= at ? shift.Log : 0;
        }
        return sum;
    }

    private static double Seconds(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerSecond;

    private readonly record struct Shift(DateTimeOffset At, double Log);
}
