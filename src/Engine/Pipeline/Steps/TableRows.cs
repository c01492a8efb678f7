using Strikeboard.Model;
using Strikeboard.Quant.Strikes;
using StrikeRow = Strikeboard.Model.StrikeRow;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>A strike table's rows: which contracts, at which probabilities and quotes. Each row says what the model's row says.</summary>
/// <param name="rows">Rows of the columns that make the table, ascending by strike.</param>
internal sealed class TableRows(
    StrikeContext context,
    ProbabilityRows probabilities,
    EventBook book,
    int[] rows,
    DateTimeOffset now
) : RowsOnDemand<StrikeRow>
{
    public int Count => rows.Length;

    public StrikeContext Context => context;

    public EventColumns Columns => probabilities.Columns;

    public DateTimeOffset Now => now;

    /// <summary>The columns' rows behind the rows of the table.</summary>
    public ReadOnlySpan<int> InColumns => rows;

    public ReadOnlySpan<double> YesInColumns => probabilities.Yes;

    public ReadOnlySpan<MarketQuote?> Quotes => book.Quotes.AsSpan();

    public PricedMarket Market(int row) => Columns.Markets[rows[row]];

    public double Yes(int row) => probabilities.Yes[rows[row]];

    public MarketQuote? Quote(int row) => book.Quotes[Columns.Places[rows[row]]];

    public StrikeRow Row(int row)
    {
        var (priced, quote) = (Market(row), Quote(row));
        var computed = StrikeRowModel.Compute(context, QuantWords.Market(priced, quote), Yes(row));
        return QuantWords.Row(computed, priced.Market, quote, now);
    }

    protected override StrikeRow[] Make() => [.. Enumerable.Range(0, Count).Select(Row)];
}
