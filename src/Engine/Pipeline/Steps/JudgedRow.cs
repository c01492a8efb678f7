using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>A row of a table and what the watchlist's order needs of it.</summary>
internal readonly record struct JudgedRow(
    string Series,
    TableRows Table,
    int Row,
    WatchlistFailures Failed,
    double ActiveEdge,
    double ActiveProb
)
{
    public int FailureCount => System.Numerics.BitOperations.PopCount((uint)Failed);

    public string Ticker => Table.Market(Row).Market.Ticker;

    public decimal Strike => Table.Market(Row).Terms.DisplayStrike;
}
