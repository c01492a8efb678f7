using Strikeboard.Simulator.Kalshi.Trading;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>What the maker remembers of one market.</summary>
internal sealed class MakerState
{
    public DateTimeOffset NextQuote { get; set; }
    public DateTimeOffset NextTrade { get; set; }
    public int SpreadCents { get; set; }
    public double TypicalSize { get; set; }
}

/// <summary>
/// Quotes both sides of every active market around its own idea of the probability. The idea is wrong on purpose, in two ways that
/// README.md documents: favourites are a little too cheap, and each market has a bias of its own that drifts over minutes.
/// </summary>
internal sealed class MarketMaker(Desk desk)
{
    /// <summary>Log-odds are pulled this share of the way towards even, which makes favourites cheap.</summary>
    public const double FavouriteDiscount = 0.06;

    /// <summary>Standard deviation of each market's own bias, in log-odds.</summary>
    public const double BiasDeviation = 0.35;

    /// <summary>Seconds between the points of the bias curve.</summary>
    public const double BiasSeconds = 90;

    /// <summary>The most the maker is ever wrong by, in dollars; near even it would otherwise sell one strike above its neighbour.</summary>
    public const double LargestError = 0.04;

    private const int Depth = 8;
    private const int DeepestKept = 14;

    public void Open(Market market, double fair, DateTimeOffset now)
    {
        var random = market.Random;
        market.Maker.SpreadCents = 1 + random.Below(3);
        market.Maker.TypicalSize = Math.Exp(6.4 + (0.7 * random.Normal()));
        market.Volume = Contracts(Math.Exp(8.3 + random.Normal()));
        market.OpenInterest = (long)(market.Volume * (0.4 + (0.4 * random.Uniform()))) / 100 * 100;
        var (yes, no) = Target(market, fair, now);
        // Whoever rests here from before a restart was first: an opening trades with nobody.
        Fill(market, BookSide.Yes, Math.Min(yes, Under(market, BookSide.No)), Depth, now);
        Fill(market, BookSide.No, Math.Min(no, Under(market, BookSide.Yes)), Depth, now);
        market.LastPriceCents = market.PreviousPriceCents = Math.Clamp(
            (int)Math.Round(100 * fair),
            Book.MinCents,
            Book.MaxCents
        );
        market.Maker.NextQuote = now + random.Wait(TimeSpan.FromSeconds(1));
        market.Maker.NextTrade = now + random.Wait(TimeSpan.FromSeconds(5));
    }

    /// <summary>Moves the quotes to where they belong now; levels that would cross go before any are added.</summary>
    public void Quote(Market market, double fair, DateTimeOffset now)
    {
        var random = market.Random;
        if (random.Chance(0.02))
        {
            market.Maker.SpreadCents = 1 + random.Below(3);
        }
        var (yes, no) = Target(market, fair, now);
        var moved = Trim(market, BookSide.Yes, yes);
        moved |= Trim(market, BookSide.No, no);
        moved |= Fill(market, BookSide.Yes, yes, 3, now);
        moved |= Fill(market, BookSide.No, no, 3, now);
        if (!moved)
        {
            Refresh(market, random);
        }
        market.Maker.NextQuote = now + random.Wait(Pace(fair, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(12)));
    }

    /// <summary>A trade somebody makes against the best there is, the maker's or an account's; none when that side is empty.</summary>
    public void Trade(Market market, double fair, DateTimeOffset now)
    {
        var random = market.Random;
        market.Maker.NextTrade = now + random.Wait(Pace(fair, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(150)));
        var takerBuysYes = random.Chance(0.25 + (0.5 * fair));
        var hit = takerBuysYes ? BookSide.No : BookSide.Yes;
        var cents = market.Book.Best(hit);
        if (cents == 0)
        {
            return;
        }
        var count = Math.Min(market.Book.Size(hit, cents), Contracts(1 + (60 * -Math.Log(random.Uniform()))));
        market.OpenInterest += random.Chance(0.65) ? count : -Math.Min(count, market.OpenInterest / 2);
        var side = takerBuysYes ? OrderSide.Bid : OrderSide.Ask;
        desk.Execute(
            market,
            Matching.Against(market.Book, null, side, takerBuysYes ? 100 - cents : cents, count),
            null,
            now
        );
    }

    /// <summary>The maker's probability after its documented errors.</summary>
    public static double Quoted(Market market, double fair, DateTimeOffset now)
    {
        var held = Math.Clamp(fair, 0.0005, 0.9995);
        var seconds = (now - market.Event.Window.ListedAt).TotalSeconds;
        var bias = BiasDeviation * Noise.Smooth(market.Key, seconds / BiasSeconds);
        var odds = (Math.Log(held / (1 - held)) * (1 - FavouriteDiscount)) + bias;
        return held + Math.Clamp((1 / (1 + Math.Exp(-odds))) - held, -LargestError, LargestError);
    }

    private static (int Yes, int No) Target(Market market, double fair, DateTimeOffset now)
    {
        var spread = market.Maker.SpreadCents;
        var bid = (int)Math.Round((100 * Quoted(market, fair, now)) - (spread / 2.0));
        var ask = Math.Max(bid + spread, 1);
        return (Math.Clamp(bid, 0, Book.MaxCents), ask > Book.MaxCents ? 0 : 100 - ask);
    }

    private bool Trim(Market market, BookSide side, int best)
    {
        var moved = false;
        for (var cents = Book.MinCents; cents <= Book.MaxCents; cents++)
        {
            if ((cents > best || cents < best - DeepestKept) && market.Book.MakerSize(side, cents) > 0)
            {
                desk.Tape.Add(market, market.Book.SetMaker(side, cents, 0));
                moved = true;
            }
        }
        return moved;
    }

    private bool Fill(Market market, BookSide side, int best, int levels, DateTimeOffset now)
    {
        var moved = false;
        for (var cents = best; cents > best - levels && cents >= Book.MinCents; cents--)
        {
            if (market.Book.MakerSize(side, cents) == 0)
            {
                var size = DrawSize(market, best - cents);
                size -= TradeFirst(market, side, cents, size, now);
                if (size > 0)
                {
                    desk.Tape.Add(market, market.Book.SetMaker(side, cents, size));
                }
                moved = true;
            }
        }
        return moved;
    }

    /// <summary>The highest bid that leaves the best bid of the other side alone.</summary>
    private static int Under(Market market, BookSide other) =>
        market.Book.Best(other) is > 0 and var best ? 99 - best : Book.MaxCents;

    /// <summary>A quote that would cross an account's resting order trades with it; what is left is quoted.</summary>
    private long TradeFirst(Market market, BookSide side, int cents, long size, DateTimeOffset now)
    {
        if (market.Book.Resting.Count == 0)
        {
            return 0;
        }
        var plan =
            side is BookSide.Yes
                ? Matching.Against(market.Book, null, OrderSide.Bid, cents, size)
                : Matching.Against(market.Book, null, OrderSide.Ask, 100 - cents, size);
        var count = plan.Count;
        desk.Execute(market, plan, null, now);
        return count;
    }

    private void Refresh(Market market, SeededRandom random)
    {
        var side = random.Chance(0.5) ? BookSide.Yes : BookSide.No;
        var best = market.Book.MakerBest(side);
        var cents = best - random.Below(5);
        if (best > 0 && cents >= Book.MinCents)
        {
            var change = market.Book.SetMaker(side, cents, DrawSize(market, best - cents));
            if (change.Delta != 0)
            {
                desk.Tape.Add(market, change);
            }
        }
    }

    private static long DrawSize(Market market, int behindBest) =>
        Contracts(
            Math.Max(1, market.Maker.TypicalSize * (1 + (0.35 * behindBest)) * Math.Exp(0.4 * market.Random.Normal()))
        );

    /// <summary>Near the money much happens, far from it little.</summary>
    private static TimeSpan Pace(double fair, TimeSpan near, TimeSpan far)
    {
        var nearness = Math.Clamp(4 * fair * (1 - fair) * 2, 0, 1);
        return (near * nearness) + (far * (1 - nearness));
    }

    private static long Contracts(double count) => (long)Math.Round(count) * 100;
}
