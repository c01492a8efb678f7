namespace Strikeboard.Faults.Bodies;

/// <param name="Faults">Answers of 500 and above and calls without an answer, by call and kind, the first of each as an example.</param>
/// <param name="Changes">What changed though every call was refused, or beyond what was agreed to.</param>
/// <param name="Judged">Calls in batches that changed nothing because all of them were refused.</param>
/// <param name="Costs">Processor milliseconds a call.</param>
/// <param name="Dearest">On which operations those who answer spent most.</param>
/// <param name="Real">Calls about a real key, session or token.</param>
/// <param name="Cut">Connections the app closed while a call that it refused was still being sent.</param>
public sealed record BodiesOutcome(
    long Sent,
    IReadOnlyDictionary<int, long> ByClass,
    IReadOnlyList<string> Faults,
    IReadOnlyList<string> Changes,
    long Judged,
    long Cut,
    (long Sent, long Agreed) Real,
    IReadOnlyList<string> NeverAgreed,
    double Seconds,
    Costs Costs,
    IReadOnlyList<string> Dearest
)
{
    public double PerSecond => Sent / Math.Max(Seconds, 0.001);

    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Sent} calls in {Seconds:0} s, {PerSecond:0}/s; {string.Join(' ', ByClass.Select(c => $"{c.Key}xx {c.Value}"))}; cut off {Cut}; {Real.Sent} about something real, {Real.Agreed} of them agreed to; {Judged} in batches without any 2xx; {Costs} ms of processor a call; never agreed to: {string.Join(", ", NeverAgreed)}"
        );
}
