using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;

namespace Strikeboard.Engine.Trading;

/// <summary>The account that is traded, and what may be concluded from its venue's silence.</summary>
internal sealed record TradingVenue
{
    public required string Account { get; init; }
    public required IOrderVenue Orders { get; init; }
    public required IAccountFeed Feed { get; init; }
    public required VenueTraits Traits { get; init; }

    public string Name => Orders.Name;
}
