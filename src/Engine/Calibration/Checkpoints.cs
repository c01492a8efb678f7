using Strikeboard.Quant.Calibration;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Engine.Calibration;

/// <summary>The moments before a close at which one forecast per contract is kept.</summary>
public static class Checkpoints
{
    /// <summary>
    /// A cycle this many seconds after a checkpoint still stands for it; where no cycle came in time, in a restart for
    /// instance, the checkpoint has no forecast. A later one would be a different question.
    /// </summary>
    public const double MostLateSeconds = 5;

    /// <summary>Seconds before the close, the earliest first.</summary>
    public static IReadOnlyList<int> Seconds => CalibrationScores.CheckpointSeconds;

    /// <summary>The checkpoint that is due with this many seconds left, if one is.</summary>
    public static int? Due(double secondsToClose)
    {
        foreach (var checkpoint in Seconds)
        {
            if (
                Tolerance.AtMost(secondsToClose, checkpoint)
                && Tolerance.Above(secondsToClose, checkpoint - MostLateSeconds)
            )
                return checkpoint;
        }
        return null;
    }
}
