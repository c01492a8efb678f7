using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>A wish to get out at what the market pays now, a little less than the best where the book is thin.</summary>
internal static class ExitWishes
{
    private const decimal Least = 0.01m;
    private const decimal Slippage = 0.05m;

    public static ExitAsked Ask(
        Position position,
        decimal? quantity,
        IMarketSights sights,
        string reason,
        TimeProvider time
    )
    {
        var now = Moments.Now(time);
        return new ExitAsked(Guid.CreateVersion7(now), quantity, LimitPrice(position, sights), reason, now);
    }

    private static decimal LimitPrice(Position position, IMarketSights sights)
    {
        var bid = sights.See(position.Instrument)?.Quote?.Bid(position.Side);
        return bid is { } best ? Math.Max(Least, best - Slippage) : Least;
    }
}
