namespace Strikeboard.Benchmarks.Reporting;

internal enum Verdict
{
    Met,
    Half,
    Missed,
}

/// <summary>One line of the table: two figures of one run, their ratio, and what was wanted of it.</summary>
/// <param name="AtLeast">True where more is better.</param>
internal sealed record Row(
    string Bar,
    string What,
    string Ours,
    string Other,
    double Ratio,
    double Half,
    double Target,
    bool AtLeast
)
{
    public Verdict Verdict =>
        Reaches(Target) ? Verdict.Met
        : Reaches(Half) ? Verdict.Half
        : Verdict.Missed;

    /// <summary>More is better; half the target is the least.</summary>
    public static Row More(string bar, string what, string ours, string other, double ratio, double target) =>
        new(bar, what, ours, other, ratio, target / 2, target, AtLeast: true);

    /// <summary>Less is better; twice the target is the most.</summary>
    public static Row Less(string bar, string what, string ours, string other, double ratio, double target) =>
        new(bar, what, ours, other, ratio, target * 2, target, AtLeast: false);

    /// <summary>A law that holds or does not.</summary>
    public static Row Law(string bar, string what, string ours, string other, double ratio, double atMost) =>
        new(bar, what, ours, other, ratio, atMost, atMost, AtLeast: false);

    private bool Reaches(double bound) => AtLeast ? Ratio >= bound : Ratio <= bound;
}
