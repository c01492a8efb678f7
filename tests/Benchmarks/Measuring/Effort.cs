namespace Strikeboard.Benchmarks.Measuring;

/// <summary>How much is spent on one comparison.</summary>
internal sealed record Effort(int Rounds, TimeSpan WarmUp, TimeSpan Round, double BeatMinutes)
{
    public static Effort Of(Options options) =>
        options.IsQuick
            ? new Effort(5, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(0.03), Math.Min(options.BeatMinutes, 0.1))
            : new Effort(15, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.15), options.BeatMinutes);

    public bool IsQuick => Rounds < 10;
}
