using System.Globalization;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>Rows of the price log: one a second and symbol, prices that walk, never the same second twice.</summary>
internal sealed class PriceRows(int seed, int symbols)
{
    private readonly Random _random = new(seed);
    private readonly Symbol[] _symbols =
    [
        .. Enumerable
            .Range(0, symbols)
            .Select(i => new Symbol(string.Create(CultureInfo.InvariantCulture, $"C{i:000}"))),
    ];
    private DateTimeOffset _second = new(2026, 3, 2, 0, 0, 1, TimeSpan.Zero);

    public IReadOnlyList<Symbol> Symbols => _symbols;

    public static DateOnly Day => new(2026, 3, 2);

    public List<PriceRow> Seconds(int count)
    {
        var rows = new List<PriceRow>(count * _symbols.Length);
        for (var i = 0; i < count; i++, _second = _second.AddSeconds(1))
        {
            foreach (var symbol in _symbols)
                rows.Add(new PriceRow(symbol, _second, Price(), PriceRowKind.Observed, "coinbase"));
        }
        return rows;
    }

    /// <summary>The same as COPY reads it, in the order in which it reads fastest.</summary>
    public static IEnumerable<string> Lines(IEnumerable<PriceRow> rows) =>
        rows.OrderBy(row => row.Symbol)
            .ThenBy(row => row.Second)
            .Select(row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Symbol}\t{row.Second.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00\t{row.Price}\tO\t{row.Source}\t{row.Second.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00"
                )
            );

    private decimal Price() => Math.Round(20_000m + (decimal)(_random.NextDouble() * 1000), 8);
}
