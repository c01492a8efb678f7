using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>The settlement index itself, where the account may see it; silent where it may not.</summary>
public interface IIndexFeed
{
    /// <summary>Called on the reader's thread for each print: take it and return.</summary>
    event Action<IndexTick>? IndexReceived;
}
