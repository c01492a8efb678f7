using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>Probabilities and edges of 100 × 80 strikes in columns, against one row after another and against a bare exponential.</summary>
internal sealed class ColumnsBar : IBar
{
    private const int Values = 8192;

    public string Name => "3 columns";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var numbers = new StrikeNumbers(seed: 1, symbols: 100, strikes: 80);
        var moments = numbers.Prepared(cycles: 64);
        var rows = Rounds.Compare(
            effort,
            new Variant("columns", round => numbers.InColumns(moments[round % moments.Length])),
            new Variant("rows", round => numbers.RowByRow(moments[round % moments.Length]))
        );
        yield return Row.More(
            Name,
            "a strike row (probability, two edges) : scalar row loop",
            Figures.Ns(rows[0].Ns),
            Figures.Ns(rows[1].Ns),
            rows[0].TimesCheaperThan(rows[1]),
            8
        );

        var (z, exponents, result) = (Normals(), Exponents(), new double[Values]);
        var costs = Rounds.Compare(
            effort,
            new Variant("column", round => Column(z[round % z.Length], result)),
            new Variant("exp", round => Exponential(exponents[round % z.Length], result)),
            new Variant("scalar", round => OneByOne(z[round % z.Length], result))
        );
        yield return Row.More(
            Name,
            "a normal probability : TensorPrimitives.Exp alone",
            Figures.Ns(costs[0].Ns),
            Figures.Ns(costs[1].Ns),
            costs[0].TimesCheaperThan(costs[1]),
            0.45
        );
        yield return Row.More(
            Name,
            "a normal probability : scalar, same precision",
            Figures.Ns(costs[0].Ns),
            Figures.Ns(costs[2].Ns),
            costs[0].TimesCheaperThan(costs[2]),
            8
        );
        var error = WorstError(effort.IsQuick ? 200_000 : 2_000_000);
        yield return new Row(
            Name,
            "largest error of a normal probability : scalar reference",
            Figures.Ratio(error),
            "0",
            error,
            1e-15,
            1e-15,
            AtLeast: false
        );
        error = WorstTableError(numbers);
        yield return new Row(
            Name,
            "largest error of a table's probability : scalar reference",
            Figures.Ratio(error),
            "0",
            error,
            1e-15,
            1e-15,
            AtLeast: false
        );
    }

    private static double[][] Normals()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, 16).Select(_ => Draw(() => (random.NextDouble() - 0.5) * 14))];
    }

    /// <summary>What the column hands to its exponential.</summary>
    private static double[][] Exponents()
    {
        var random = new Random(12);
        return [.. Enumerable.Range(0, 16).Select(_ => Draw(() => Math.Pow((random.NextDouble() - 0.5) * 14, 2) / -2))];
    }

    private static double[] Draw(Func<double> next) => [.. Enumerable.Range(0, Values).Select(_ => next())];

    private static long Column(double[] z, double[] result)
    {
        NormalColumn.Upper(z, result);
        return Values;
    }

    private static long Exponential(double[] x, double[] result)
    {
        TensorPrimitives.Exp(x, result);
        return Values;
    }

    private static long OneByOne(double[] z, double[] result)
    {
        for (var i = 0; i < z.Length; i++)
            result[i] = ScalarNormal.Upper(z[i]);
        return Values;
    }

    private static double WorstError(int count)
    {
        var (random, worst) = (new Random(13), 0.0);
        var (z, column) = (new double[1000], new double[1000]);
        for (var done = 0; done < count; done += z.Length)
        {
            for (var i = 0; i < z.Length; i++)
                z[i] = (random.NextDouble() - 0.5) * (done % 3 == 0 ? 80 : 12);
            NormalColumn.Upper(z, column);
            for (var i = 0; i < z.Length; i++)
                worst = Math.Max(worst, Math.Abs(column[i] - NormalDistribution.Upper(z[i])));
        }
        return worst;
    }

    private static double WorstTableError(StrikeNumbers numbers)
    {
        var (column, worst) = (new double[numbers.Strikes], 0.0);
        for (var symbol = 0; symbol < numbers.Symbols; symbol++)
        {
            var (table, moments) = (numbers.Tables[symbol], numbers.Moments(symbol, 1));
            table.Probabilities(moments, column);
            for (var i = 0; i < column.Length; i++)
                worst = Math.Max(worst, Math.Abs(column[i] - SettlementModel.ProbabilityOf(table.Terms[i], moments)));
        }
        return worst;
    }
}
