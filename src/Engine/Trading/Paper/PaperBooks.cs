using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>
/// What can be had from the books that others see. Our fills do not take anything from the real book, so what was taken of a
/// level is remembered until that level changes: nothing is had twice. Not safe by itself: its owner locks.
/// </summary>
internal sealed class PaperBooks(int slippageTicks)
{
    private const decimal Tick = 0.01m;
    private const int MostRemembered = 10_000;

    private readonly Dictionary<
        (string Instrument, bool BuysYes, decimal Price),
        (decimal Seen, decimal Taken)
    > _taken = [];

    /// <summary>Walks the levels for one who takes them, best first: prices of Yes, worse by the slippage, none beyond the limit.</summary>
    public IEnumerable<(decimal YesPrice, decimal Quantity)> Take(
        MarketDepth depth,
        bool buysYes,
        decimal limitYes,
        decimal quantity
    )
    {
        var slip = slippageTicks * Tick * (buysYes ? 1 : -1);
        return Walk(depth, buysYes, quantity, level => Reaches(buysYes, level + slip, limitYes) ? level + slip : null);
    }

    /// <summary>What came to one who rested: at the price that was asked for, and no better.</summary>
    public IEnumerable<(decimal YesPrice, decimal Quantity)> Meet(
        MarketDepth depth,
        bool buysYes,
        decimal limitYes,
        decimal quantity
    ) => Walk(depth, buysYes, quantity, level => Reaches(buysYes, level, limitYes) ? limitYes : null);

    private List<(decimal, decimal)> Walk(
        MarketDepth depth,
        bool buysYes,
        decimal quantity,
        Func<decimal, decimal?> priceOf
    )
    {
        var trades = new List<(decimal, decimal)>();
        if (_taken.Count > MostRemembered)
            _taken.Clear();
        foreach (var level in buysYes ? depth.NoBids : depth.YesBids)
        {
            var yesPrice = buysYes ? 1m - level.Price : level.Price;
            if (quantity <= 0m || priceOf(yesPrice) is not { } price)
                break;
            var key = (depth.Ticker, buysYes, yesPrice);
            var taken = _taken.TryGetValue(key, out var known) && known.Seen == level.Size ? known.Taken : 0m;
            // Part of a contract that is offered is left to others.
            var part = Math.Min(quantity, Math.Floor(level.Size - taken));
            if (part <= 0m)
                continue;
            _taken[key] = (level.Size, taken + part);
            trades.Add((price, part));
            quantity -= part;
        }
        return trades;
    }

    private static bool Reaches(bool buysYes, decimal level, decimal limitYes) =>
        level is > 0m and < 1m && (buysYes ? level <= limitYes : level >= limitYes);
}
