using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strikeboard.Benchmarks.Reporting;

/// <summary>Prints rows as they come, and keeps them for the file.</summary>
internal sealed class Table(TextWriter output)
{
    private static readonly int[] Widths = [-8, -64, 15, 15, 9, 9, 9, -7];
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly List<Row> _rows = [];
    private readonly List<(string Bar, double Cores)> _loads = [];
    private bool _hasFaults;

    public bool IsWhole => !_hasFaults && _rows.TrueForAll(row => row.Verdict != Verdict.Missed);

    public void Head() => Line("bar", "what", "ours", "other side", "ratio", "half", "target", "verdict");

    public void Add(Row row)
    {
        _rows.Add(row);
        var sign = row.AtLeast ? "≥ " : "≤ ";
        Line(
            row.Bar,
            row.What,
            row.Ours,
            row.Other,
            Figures.Ratio(row.Ratio),
            sign + Figures.Ratio(row.Half),
            sign + Figures.Ratio(row.Target),
            row.Verdict.ToString().ToLowerInvariant()
        );
    }

    public void Fault(string bar, string why)
    {
        _hasFaults = true;
        output.WriteLine($"{bar} could not be measured: {why}");
    }

    public void Load(string bar, double cores)
    {
        _loads.Add((bar, cores));
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"         others used {cores:0.00} cores meanwhile")
        );
    }

    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var all = new { rows = _rows, otherLoad = _loads.Select(load => new { load.Bar, load.Cores }) };
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, all, Written, cancellationToken);
    }

    private void Line(params string[] cells) =>
        output.WriteLine(
            string.Join(
                    ' ',
                    cells.Select((cell, i) => Widths[i] < 0 ? cell.PadRight(-Widths[i]) : cell.PadLeft(Widths[i]))
                )
                .TrimEnd()
        );
}
