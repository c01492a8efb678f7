using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>A wish to get out at what the market pays now.</summary>
internal static class ExitWishes
{
    public static ExitAsked Ask(
        Position position,
        decimal? quantity,
        IMarketSights sights,
        ExitSettings settings,
        string reason,
        TimeProvider time
    )
    {
        var now = Moments.Now(time);
        return new ExitAsked(
            ExitNames.Of(position),
            quantity,
            ExitPrice.Of(sights.See(position.Instrument)?.Quote?.Bid(position.Side), 0, settings),
            reason,
            now
        );
    }
}
