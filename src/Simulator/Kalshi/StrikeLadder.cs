using System.Globalization;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>Cuts an event into markets around the price at the instant it is listed; the tickers never change after that.</summary>
internal static class StrikeLadder
{
    private const int LadderReach = 20;
    private const int RangeReach = 9;
    private const decimal Cent = 0.01m;

    public static MarketEvent Build(SeriesSpec series, EventWindow window, decimal price, int seed)
    {
        var listed = new MarketEvent(series, window);
        var step = window.Pace is EventPace.Hourly ? series.HourStep : series.TenMinuteStep;
        var centre = Math.Round(price / step, MidpointRounding.AwayFromZero) * step;
        listed.Markets =
        [
            .. series.Shape is SeriesShape.Ladder
                ? Ladder(listed, centre, step, seed)
                : Range(listed, centre, step, seed),
        ];
        return listed;
    }

    /// <summary>A market as an earlier run listed it.</summary>
    public static Market Restore(MarketEvent of, LedgerLine line, int seed) =>
        new(
            of,
            line.Instrument!,
            Enum.GetValues<StrikeType>().First(t => KalshiText.Name(t) == line.StrikeType),
            line.Floor,
            line.Cap,
            Noise.Key(seed, line.Instrument!)
        )
        {
            UpdatedAt = of.Window.ListedAt,
        };

    private static IEnumerable<Market> Ladder(MarketEvent of, decimal centre, decimal step, int seed)
    {
        for (var i = -LadderReach; i <= LadderReach; i++)
        {
            var floor = centre + (i * step) - Cent;
            yield return Make(of, $"T{Text(floor)}", StrikeType.Greater, floor, null, seed);
        }
    }

    private static IEnumerable<Market> Range(MarketEvent of, decimal centre, decimal step, int seed)
    {
        var lowest = centre - (RangeReach * step) - (step / 2);
        lowest = Math.Round(lowest / step, MidpointRounding.ToZero) * step;
        const int cells = (2 * RangeReach) + 1;
        var highest = lowest + (cells * step);
        yield return Make(of, $"T{Text(lowest)}", StrikeType.Less, null, lowest, seed);
        for (var floor = lowest; floor < highest; floor += step)
        {
            yield return Make(of, $"B{Text(floor + (step / 2))}", StrikeType.Between, floor, floor + step - Cent, seed);
        }
        yield return Make(of, $"T{Text(highest - Cent)}", StrikeType.Greater, highest - Cent, null, seed);
    }

    private static Market Make(MarketEvent of, string strike, StrikeType type, decimal? floor, decimal? cap, int seed)
    {
        var ticker = $"{of.Ticker}-{strike}";
        return new Market(of, ticker, type, floor, cap, Noise.Key(seed, ticker)) { UpdatedAt = of.Window.ListedAt };
    }

    private static string Text(decimal strike) => strike.ToString("0.##", CultureInfo.InvariantCulture);
}
