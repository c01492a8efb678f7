using System.Globalization;

namespace Strikeboard.Faults;

/// <summary>Figures by scenario, and what broke.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Line> _lines = [];
    private readonly List<string> _broken = [];

    public bool IsSound => _broken.Count == 0;

    public void Say(string text) => output.WriteLine(text);

    public void Broke(string scenario, string how)
    {
        _broken.Add($"{scenario}: {how}");
        output.WriteLine($"  BROKEN {scenario}: {how}");
    }

    /// <summary>One row: a scenario's figure over all of its runs; a run without one counts as a run only.</summary>
    public void Add(string scenario, string figure, IEnumerable<double?> values, string unit = "s", string remark = "")
    {
        var all = values.ToList();
        var known = all.OfType<double>().Order().ToList();
        var line = new Line(scenario, figure, all.Count, Worst(known), Middle(known), unit, remark);
        _lines.Add(line);
        output.WriteLine("  " + line.Text);
    }

    public void Print()
    {
        output.WriteLine();
        output.WriteLine($"{"scenario", -26} {"figure", -30} {"runs", 4} {"worst", 8} {"p50", 8} unit  remark");
        foreach (var line in _lines)
            output.WriteLine(line.Text);
        output.WriteLine();
        output.WriteLine(IsSound ? "No invariant broke." : "BROKEN:");
        foreach (var broken in _broken)
            output.WriteLine("  " + broken);
    }

    private static double? Worst(List<double> sorted) => sorted.Count == 0 ? null : sorted[^1];

    private static double? Middle(List<double> sorted) => sorted.Count == 0 ? null : sorted[(sorted.Count - 1) / 2];

    private sealed record Line(
        string Scenario,
        string Figure,
        int Runs,
        double? Worst,
        double? Middle,
        string Unit,
        string Remark
    )
    {
        public string Text =>
            $"{Scenario, -26} {Figure, -30} {Runs, 4} {Shown(Worst), 8} {Shown(Middle), 8} {Unit, -5} {Remark}";

        private static string Shown(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
    }
}
