using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading;

/// <summary>See <see cref="IMarks"/>.</summary>
internal sealed class Marks(IMarketSights sights) : IMarks
{
    public MarketQuote? Of(string instrument) => sights.See(instrument)?.Quote;
}
