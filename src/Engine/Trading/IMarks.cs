using Strikeboard.Model;

namespace Strikeboard.Engine.Trading;

/// <summary>What a contract could be traded for now, for those who show it.</summary>
public interface IMarks
{
    /// <summary>Null where the contract is not followed.</summary>
    MarketQuote? Of(string instrument);
}
