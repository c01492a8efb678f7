using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Strikes;

public enum HeldSideSignal
{
    Hold,
    Alert,
    Close,
}

/// <summary>
/// Watches the probability of a held side, cycle by cycle: an alert below one bound, a close signal after several cycles in a
/// row below another. Pass the value returned by one cycle into the next.
/// </summary>
public readonly record struct HeldSideWatch(int CyclesBelow)
{
    public const double AlertBelow = 0.50;
    public const double CloseBelow = 0.40;
    public const int CyclesToClose = 3;

    /// <param name="closeBelow">The bound of this very position, where it has one of its own.</param>
    public HeldSideWatch Next(double probability, out HeldSideSignal signal, double closeBelow = CloseBelow)
    {
        Require.Within(probability, 0, 1);
        var below = Tolerance.Below(probability, closeBelow) ? CyclesBelow + 1 : 0;
        signal =
            below >= CyclesToClose ? HeldSideSignal.Close
            : Tolerance.Below(probability, AlertBelow) ? HeldSideSignal.Alert
            : HeldSideSignal.Hold;
        return new HeldSideWatch(below);
    }
}
