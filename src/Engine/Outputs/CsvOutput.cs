using System.Globalization;
using System.Text;
using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs;

/// <summary>The strike table as rows for a spreadsheet or a script without JSON: one file a symbol, all its series.</summary>
internal sealed class CsvOutput : IOutputFormat
{
    private static readonly (string Name, Func<StrikeTable, StrikeRow, object?> Value)[] Columns =
    [
        ("cycle_id", (table, _) => table.CycleId),
        ("as_of", (table, _) => table.AsOf),
        ("symbol", (table, _) => table.Symbol),
        ("series", (table, _) => table.Series),
        ("event", (table, _) => table.Event?.Ticker),
        ("close_time", (table, _) => table.Event?.CloseTime),
        ("ttc_seconds", (table, _) => table.Event?.TtcSeconds),
        ("spot", (table, _) => table.Spot),
        ("ticker", (_, row) => row.Ticker),
        ("strike_type", (_, row) => row.StrikeType),
        ("floor_strike", (_, row) => row.FloorStrike),
        ("cap_strike", (_, row) => row.CapStrike),
        ("strike", (_, row) => row.Strike),
        ("yes_bid", (_, row) => row.YesBid),
        ("yes_ask", (_, row) => row.YesAsk),
        ("no_bid", (_, row) => row.NoBid),
        ("no_ask", (_, row) => row.NoAsk),
        ("spread", (_, row) => row.Spread),
        ("p_yes", (_, row) => row.PYes),
        ("buffer_usd", (_, row) => row.BufferUsd),
        ("buffer_pct", (_, row) => row.BufferPct),
        ("buffer_sigma", (_, row) => row.BufferSigma),
        ("active_side", (_, row) => row.ActiveSide),
        ("active_prob", (_, row) => row.ActiveProb),
        ("yes_diff", (_, row) => row.YesDiff),
        ("no_diff", (_, row) => row.NoDiff),
        ("yes_fee", (_, row) => row.YesFee),
        ("no_fee", (_, row) => row.NoFee),
        ("yes_edge", (_, row) => row.YesEdge),
        ("no_edge", (_, row) => row.NoEdge),
        ("yes_kelly", (_, row) => row.YesKelly),
        ("no_kelly", (_, row) => row.NoKelly),
        ("active_edge", (_, row) => row.ActiveEdge),
        ("active_ask", (_, row) => row.ActiveAsk),
        ("volume", (_, row) => row.Volume),
        ("open_interest", (_, row) => row.OpenInterest),
        ("quality", (_, row) => row.Quality),
    ];

    public string Name => "csv";

    public IEnumerable<OutputFile> Files(CycleSnapshot cycle)
    {
        foreach (var symbol in cycle.Symbols.Where(symbol => symbol is { Succeeded: true, Strikes.Length: > 0 }))
        {
            var name = symbol.Symbol.Name.ToLowerInvariant();
            yield return new OutputFile($"strike_tables/{name}_strike_table.csv", Text(symbol.Strikes));
        }
    }

    private static byte[] Text(IEnumerable<StrikeTable> tables)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Columns.Select(column => column.Name)).Append("\r\n");
        foreach (var table in tables)
        {
            foreach (var row in table.Rows)
                text.AppendJoin(',', Columns.Select(column => Cell(column.Value(table, row)))).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "",
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Enum word => word.ToString().ToLowerInvariant(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Quoted(value.ToString() ?? ""),
        };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
