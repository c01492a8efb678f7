using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>Each contract's chance of yes as a column; the rows for whoever looks.</summary>
internal sealed class ProbabilityRows(EventColumns columns, double[] yes) : RowsOnDemand<MarketProbability>
{
    public EventColumns Columns => columns;

    /// <summary>In the order of the columns' markets.</summary>
    public double[] Yes => yes;

    protected override MarketProbability[] Make() =>
        [.. columns.Listed.Select(row => new MarketProbability(columns.Markets[row].Market.Ticker, yes[row]))];
}
