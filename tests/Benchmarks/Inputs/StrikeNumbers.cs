using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The bare numbers of many strike tables: what the arithmetic of a cycle works on once everything around it is taken away.</summary>
internal sealed class StrikeNumbers
{
    private readonly Random _random;
    private readonly double[][] _asks;
    private readonly double[][] _fees;

    public StrikeNumbers(int seed, int symbols, int strikes)
    {
        _random = new Random(seed);
        Symbols = symbols;
        Strikes = strikes;
        Spots = [.. Enumerable.Range(0, symbols).Select(_ => Math.Round(_random.NextDouble() * 100_000) + 100)];
        Tables = [.. Spots.Select(Table)];
        Plain = [.. Spots.Select(spot => Enumerable.Range(0, strikes).Select(i => (double)Strike(spot, i)).ToArray())];
        _asks = [Asks(), Asks()];
        _fees = [.. _asks.Select(Fees)];
        Probabilities = new double[symbols * strikes];
        YesEdges = new double[symbols * strikes];
        NoEdges = new double[symbols * strikes];
    }

    public int Symbols { get; }
    public int Strikes { get; }
    public int Rows => Symbols * Strikes;
    public double[] Spots { get; }
    public StrikeColumns[] Tables { get; }
    public double[][] Plain { get; }
    public double[] Probabilities { get; }
    public double[] YesEdges { get; }
    public double[] NoEdges { get; }

    /// <summary>Each cycle has its own spot and its own time to the close.</summary>
    public SettlementMoments Moments(int symbol, int cycle) =>
        SettlementModel.Moments(
            new SettlementInput
            {
                Spot = Spots[symbol] * (1 + (((cycle * 37 + symbol) % 101 - 50) * 1e-5)),
                SigmaPerSecond = 8.9e-5,
                TimeToCloseSeconds = 70 + ((cycle * 13 + symbol) % 3500),
            }
        );

    /// <summary>Moments belong to an event and not to a row: both ways get them ready made.</summary>
    public SettlementMoments[][] Prepared(int cycles) =>
        [
            .. Enumerable
                .Range(0, cycles)
                .Select(cycle => Enumerable.Range(0, Symbols).Select(symbol => Moments(symbol, cycle)).ToArray()),
        ];

    public long InColumns(SettlementMoments[] moments)
    {
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var from = symbol * Strikes;
            var probabilities = Probabilities.AsSpan(from, Strikes);
            Tables[symbol].Probabilities(moments[symbol], probabilities);
            EdgeColumns.Compute(
                probabilities,
                Side(0, from),
                Side(1, from),
                YesEdges.AsSpan(from, Strikes),
                NoEdges.AsSpan(from, Strikes)
            );
        }
        return Rows;
    }

    public long RowByRow(SettlementMoments[] moments)
    {
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var (mean, deviation) = (moments[symbol].Mean, moments[symbol].Deviation);
            var (strikes, from) = (Plain[symbol], symbol * Strikes);
            for (var i = 0; i < strikes.Length; i++)
                ComputeRow(from + i, ScalarNormal.Upper((strikes[i] - mean) / deviation));
        }
        return Rows;
    }

    private void ComputeRow(int row, double p)
    {
        var held = Math.Clamp(p, StrikeRowModel.LeastProbability, StrikeRowModel.MostProbability);
        Probabilities[row] = p;
        YesEdges[row] = (100 * held) - _asks[0][row] - _fees[0][row];
        NoEdges[row] = (100 * (1 - held)) - _asks[1][row] - _fees[1][row];
    }

    private SideColumns Side(int side, int from) =>
        new(_asks[side].AsSpan(from, Strikes), _fees[side].AsSpan(from, Strikes));

    private double[] Asks() => [.. Enumerable.Range(0, Rows).Select(_ => (double)_random.Next(1, 100))];

    private static double[] Fees(double[] asks) =>
        [.. asks.Select(ask => Math.Ceiling(0.07 * ask * (100 - ask)) / 100)];

    private StrikeColumns Table(double spot) =>
        new([.. Enumerable.Range(0, Strikes).Select(i => new StrikeTerms(StrikeType.Greater, Strike(spot, i), null))]);

    private decimal Strike(double spot, int place) =>
        Math.Round((decimal)(spot * (1 + ((place - (Strikes / 2.0)) * 0.02 / Strikes))), 2) - 0.01m;
}
