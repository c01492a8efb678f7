using System.Globalization;
using System.Text;

namespace Strikeboard.Fuzz;

public sealed class FuzzReport
{
    private const int LongestShown = 2_000;

    public int Seed { get; init; }
    public TimeSpan Took { get; internal set; }
    public long WrongValues { get; private set; }
    public List<FuzzCounts> Targets { get; } = [];

    /// <summary>Everything that must not be: wrong values, exceptions, hangs, memory, refused frames of the venue.</summary>
    public List<string> Findings { get; } = [];

    public long Frames => Targets.Sum(t => t.Frames);
    public long Accepted => Targets.Sum(t => t.Accepted);
    public long Refused => Targets.Sum(t => t.Refused);

    internal void Wrong(string target, string what, ReadOnlySpan<byte> frame)
    {
        WrongValues++;
        Find(target, what, frame);
    }

    internal void Find(string target, string what, ReadOnlySpan<byte> frame)
    {
        var shown = frame[..Math.Min(frame.Length, LongestShown)];
        Findings.Add($"{target}: {what}\n    {Encoding.Latin1.GetString(shown)}");
    }

    public void Write(TextWriter to)
    {
        to.WriteLine(Line($"{"decoder", -18}{"frames", 12}{"accepted", 12}{"refused", 12}{"slowest", 14}"));
        foreach (var counts in Targets)
            to.WriteLine(
                Line(
                    $"{counts.Target, -18}{counts.Frames, 12}{counts.Accepted, 12}{counts.Refused, 12}{counts.Slowest.TotalMicroseconds, 11:0} µs ({counts.SlowestBytes} bytes)"
                )
            );
        var slowest = Targets.Count == 0 ? TimeSpan.Zero : Targets.Max(t => t.Slowest);
        to.WriteLine(
            Line(
                $"seed {Seed}: frames {Frames}, accepted {Accepted}, refused {Refused}, slowest frame {slowest.TotalMicroseconds:0} µs, seconds {Took.TotalSeconds:0.0}, wrong values {WrongValues}, findings {Findings.Count}"
            )
        );
        foreach (var finding in Findings)
            to.WriteLine(finding);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

public sealed class FuzzCounts(string target)
{
    public string Target => target;
    public long Frames { get; internal set; }
    public long Accepted { get; internal set; }
    public long Refused { get; internal set; }

    /// <summary>The least of four readings of the slowest frame: a pause of the machine is not the decoder's.</summary>
    public TimeSpan Slowest { get; internal set; }
    public int SlowestBytes { get; internal set; }
}
