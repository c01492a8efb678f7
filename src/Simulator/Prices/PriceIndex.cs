namespace Strikeboard.Simulator.Prices;

/// <summary>The settlement index: one print a second, rounded to cents, a small basis above the exchange's price.</summary>
public sealed class PriceIndex(PriceEngine prices, decimal basis, bool includesClose = true)
{
    public const int WindowPrints = 60;

    public decimal Print(string symbol, DateTimeOffset second) =>
        Math.Round((decimal)prices.Mid(symbol, second) * (1 + basis), 2, MidpointRounding.AwayFromZero);

    /// <summary>The newest print at an instant.</summary>
    public decimal Current(string symbol, DateTimeOffset now) => Print(symbol, WholeSecond(now));

    /// <summary>The prints of the settlement window that exist at <paramref name="now"/>; all sixty once it is over.</summary>
    public IReadOnlyList<decimal> Window(string symbol, DateTimeOffset close, DateTimeOffset now)
    {
        var first = close - TimeSpan.FromSeconds(includesClose ? WindowPrints - 1 : WindowPrints);
        var prints = new List<decimal>(WindowPrints);
        for (var second = first; prints.Count < WindowPrints && second <= now; second += TimeSpan.FromSeconds(1))
        {
            prints.Add(Print(symbol, second));
        }
        return prints;
    }

    /// <summary>The value that decides: the mean of the sixty prints, rounded half up to cents.</summary>
    public decimal SettlementValue(string symbol, DateTimeOffset close) => Settled(Window(symbol, close, close));

    public static decimal Settled(IReadOnlyCollection<decimal> prints) =>
        Math.Round(prints.Average(), 2, MidpointRounding.AwayFromZero);

    private static DateTimeOffset WholeSecond(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
