using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Health;

public enum PipelineHealth
{
    Healthy,
    Degraded,
    Error,
}

/// <summary>Totals of a pipeline's cycles since it started; each cycle gives a new value.</summary>
public readonly record struct PipelineStatistics(
    long Cycles,
    long Successes,
    double TotalSeconds,
    int ConsecutiveFailures
)
{
    private const int DegradedFrom = 3;
    private const int PauseEvery = 5;

    /// <summary>The pause that is due after every fifth failure in a row.</summary>
    public static TimeSpan PauseLength { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Percent; null before the first cycle.</summary>
    public double? SuccessRatePct => Cycles == 0 ? null : 100.0 * Successes / Cycles;

    public double? AverageCycleSeconds => Cycles == 0 ? null : TotalSeconds / Cycles;

    /// <summary>True right after a failure that makes five, ten, fifteen… in a row.</summary>
    public bool IsPauseDue => ConsecutiveFailures > 0 && ConsecutiveFailures % PauseEvery == 0;

    public PipelineStatistics After(bool succeeded, double seconds) =>
        new(
            Cycles + 1,
            Successes + (succeeded ? 1 : 0),
            TotalSeconds + Require.NotNegative(seconds),
            succeeded ? 0 : ConsecutiveFailures + 1
        );

    public PipelineHealth HealthWhen(bool isRunning)
    {
        if (!isRunning)
        {
            return PipelineHealth.Error;
        }

        return ConsecutiveFailures >= DegradedFrom ? PipelineHealth.Degraded : PipelineHealth.Healthy;
    }
}
