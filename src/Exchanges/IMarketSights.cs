using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>Single contracts, for those who hold them: looked at in between cycles, as they move.</summary>
public interface IMarketSights
{
    /// <summary>What is known of one contract now; null where it is not followed.</summary>
    MarketSight? See(string ticker);

    /// <summary>A contract's book has changed, on the thread that brought it: take it and return.</summary>
    event Action<string>? BookMoved;
}
