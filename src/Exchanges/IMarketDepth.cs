using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>More of a contract's book than its best prices, for those who would walk through it.</summary>
public interface IMarketDepth
{
    /// <summary>Null where no book of it is known; the best prices alone where only those are.</summary>
    MarketDepth? Depth(string ticker);
}
