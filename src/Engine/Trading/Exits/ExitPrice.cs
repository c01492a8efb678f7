namespace Strikeboard.Engine.Trading.Exits;

/// <summary>The least that an exit sells for: a little below the best bid, and further below with each try that sold nothing.</summary>
public static class ExitPrice
{
    public const decimal Floor = 0.01m;
    private const decimal Tick = 0.01m;

    /// <param name="bestBid">Null where nobody knows: the venue's best bid is taken whatever it is, which the floor stands for.</param>
    /// <param name="failedTries">Tries of this exit that sold nothing.</param>
    public static decimal Of(decimal? bestBid, int failedTries, ExitSettings settings)
    {
        if (bestBid is not { } bid)
            return Floor;
        var below = (settings.SlippageCents + ((decimal)Math.Max(0, failedTries) * settings.WidenCents)) * Tick;
        var price = Math.Floor((bid - below) / Tick) * Tick;
        return Math.Clamp(price, Floor, 1m - Tick);
    }
}
