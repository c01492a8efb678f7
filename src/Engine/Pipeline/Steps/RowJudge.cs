using Strikeboard.Model;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>
/// Holds a table's rows against the watchlist's criteria, in columns. What it says of a row is what
/// <see cref="WatchlistFilter"/> says; a row with prices that columns cannot say exactly is asked there.
/// </summary>
internal sealed class RowJudge
{
    private const int MostFailures = 2;

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly WatchlistCriteria _criteria;
    private readonly ReferenceFees _table;
    private readonly double[] _fees;
    private readonly int _maxSpread;
    private readonly int _maxAsk;

    public RowJudge(WatchlistCriteria criteria, ReferenceFees fees)
    {
        (_criteria, _table) = (criteria, fees);
        _fees = [.. Enumerable.Range(0, 101).Select(cents => (double)fees.CentsPerContract(cents))];
        _maxSpread = (int)Math.Floor(criteria.MaxSpread * CentPrice.PerCent);
        _maxAsk = (int)Math.Floor(criteria.MaxAsk * CentPrice.PerCent);
    }

    public void Judge(string series, TableRows table, BestRows entries, BestRows misses)
    {
        var columns = (_scratch ??= new Scratch()).Of(table.Count);
        Fill(table, columns);
        for (var row = 0; row < table.Count; row++)
        {
            var judged = IsOdd(columns, row) ? JudgeAlone(series, table, row) : Judge(series, table, columns, row);
            if (judged.Failed == WatchlistFailures.None)
            {
                if (QualityOf(table, row).MayOpenRisk())
                    entries.Offer(judged);
            }
            else if (judged.FailureCount <= MostFailures)
                misses.Offer(judged);
        }
    }

    private void Fill(TableRows table, Scratch columns)
    {
        var rows = table.InColumns;
        var places = table.Columns.Places;
        var yes = table.YesInColumns;
        var quotes = table.Quotes;
        table.Columns.Columns.BuffersInDeviations(table.Context.Moments, columns.Room(places.Length));
        for (var row = 0; row < rows.Length; row++)
        {
            var inColumns = rows[row];
            columns.Yes[row] = yes[inColumns];
            columns.Sigma[row] = columns.Buffers[inColumns];
            FillQuote(quotes[places[inColumns]], columns, row);
        }
        EdgeColumns.Compute(
            columns.Yes.AsSpan(0, rows.Length),
            new SideColumns(columns.YesAsk.AsSpan(0, rows.Length), columns.YesFee.AsSpan(0, rows.Length)),
            new SideColumns(columns.NoAsk.AsSpan(0, rows.Length), columns.NoFee.AsSpan(0, rows.Length)),
            columns.YesEdge,
            columns.NoEdge
        );
    }

    private void FillQuote(MarketQuote? quote, Scratch columns, int row)
    {
        var (bid, ask) = quote is null
            ? (CentPrice.None, CentPrice.None)
            : (CentPrice.Of(quote.YesBid), CentPrice.Of(quote.YesAsk));
        (columns.Bids[row], columns.Asks[row]) = (bid, ask);
        (columns.YesAsk[row], columns.YesFee[row]) = Cost(ask);
        (columns.NoAsk[row], columns.NoFee[row]) = Cost(CentPrice.Opposite(bid));
        columns.IsTraded[row] = quote is not null && quote.Volume >= _criteria.MinVolume;
    }

    /// <summary>Ask and fee in cents; not a number where there is nothing to buy.</summary>
    private (double Ask, double Fee) Cost(int price)
    {
        if (price is <= 0 or >= CentPrice.Dollar)
            return (double.NaN, double.NaN);
        var (cents, rest) = Math.DivRem(price, CentPrice.PerCent);
        return (price / (double)CentPrice.PerCent, rest == 0 ? _fees[cents] : FeeBetween(price));
    }

    private double FeeBetween(int price) => (double)_table.CentsPerContract((decimal)price / CentPrice.PerCent);

    private static bool IsOdd(Scratch columns, int row) =>
        columns.Bids[row] == CentPrice.Odd || columns.Asks[row] == CentPrice.Odd;

    private JudgedRow Judge(string series, TableRows table, Scratch columns, int row)
    {
        var yes = columns.Yes[row];
        var (bid, ask, isYes) = (columns.Bids[row], columns.Asks[row], yes >= 0.5);
        var probability = Math.Max(yes, 1 - yes);
        var edge = isYes ? columns.YesEdge[row] : columns.NoEdge[row];
        var activeAsk = isYes ? ask : CentPrice.Opposite(bid);
        var isQuoted = CentPrice.IsPlain(bid) && CentPrice.IsPlain(ask);
        var failed =
            Unless(AtLeast(probability, _criteria.MinProbability), WatchlistFailures.Probability)
            | Unless(AtLeast(edge, _criteria.MinEdge), WatchlistFailures.Edge)
            | Unless(columns.IsTraded[row], WatchlistFailures.Volume)
            | Unless(!isQuoted || ask >= bid, WatchlistFailures.Crossed)
            | Unless(isQuoted && ask - bid <= _maxSpread, WatchlistFailures.Spread)
            | Unless(CentPrice.IsPlain(activeAsk) && activeAsk <= _maxAsk, WatchlistFailures.Ask)
            | Unless(AtLeast(Math.Abs(columns.Sigma[row]), _criteria.MinSigma), WatchlistFailures.Sigma);
        return new JudgedRow(series, table, row, failed, edge, probability);
    }

    private JudgedRow JudgeAlone(string series, TableRows table, int row)
    {
        var candidate = QuantWords.Candidate(table.Row(row));
        return new JudgedRow(
            series,
            table,
            row,
            WatchlistFilter.Evaluate(candidate, _criteria).Failed,
            candidate.ActiveEdge ?? double.NaN,
            candidate.ActiveProb ?? double.NaN
        );
    }

    private static Quality QualityOf(TableRows table, int row) =>
        table.Quote(row)?.QualityAt(table.Now) ?? Quality.Missing;

    private static bool AtLeast(double value, double bound) => Quant.Numbers.Tolerance.AtLeast(value, bound);

    private static WatchlistFailures Unless(bool met, WatchlistFailures failure) =>
        met ? WatchlistFailures.None : failure;

    /// <summary>The columns of the table at hand; kept from one to the next.</summary>
    private sealed class Scratch
    {
        public double[] Yes { get; private set; } = [];
        public double[] YesAsk { get; private set; } = [];
        public double[] YesFee { get; private set; } = [];
        public double[] NoAsk { get; private set; } = [];
        public double[] NoFee { get; private set; } = [];
        public double[] YesEdge { get; private set; } = [];
        public double[] NoEdge { get; private set; } = [];
        public double[] Sigma { get; private set; } = [];
        public double[] Buffers { get; private set; } = [];
        public bool[] IsTraded { get; private set; } = [];
        public int[] Bids { get; private set; } = [];
        public int[] Asks { get; private set; } = [];

        public Scratch Of(int rows)
        {
            if (rows <= Yes.Length)
                return this;
            (Yes, YesAsk, YesFee) = (new double[rows], new double[rows], new double[rows]);
            (NoAsk, NoFee) = (new double[rows], new double[rows]);
            (YesEdge, NoEdge, Sigma) = (new double[rows], new double[rows], new double[rows]);
            (Bids, Asks, IsTraded) = (new int[rows], new int[rows], new bool[rows]);
            return this;
        }

        public double[] Room(int markets) => Buffers = Buffers.Length < markets ? new double[markets] : Buffers;
    }
}
