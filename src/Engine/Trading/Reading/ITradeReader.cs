namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Every position that is over, newest first, and what they brought together.</summary>
public interface ITradeReader : IKeysetReader<Trade, TradeFilter>
{
    Task<TradeTotals> TotalsAsync(TradeFilter filter, CancellationToken cancellationToken);
}
