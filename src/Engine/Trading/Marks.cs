using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading;

/// <summary>What a contract could be traded for now, for those who show it.</summary>
public sealed class Marks(IMarketSights sights)
{
    /// <summary>Null where the contract is not followed.</summary>
    public MarketQuote? Of(string instrument) => sights.See(instrument)?.Quote;
}
