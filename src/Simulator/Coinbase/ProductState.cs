using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Coinbase;

/// <summary>One product: its tape, its candles and the figures of the last day.</summary>
internal sealed class ProductState(PriceEngine prices, SymbolSpec spec, int seed)
{
    private static readonly TimeSpan DayEvery = TimeSpan.FromSeconds(15);
    private DayFigures? day;

    public SymbolSpec Spec => spec;
    public TradeTape Tape { get; } = new(prices, spec, seed);
    public CandleBook Candles { get; } = new(prices, spec, seed);

    public DayFigures Day(DateTimeOffset now)
    {
        if (day is { } held && now >= held.At && now - held.At < DayEvery)
        {
            return held;
        }
        var hour = now.ToUnixTimeSeconds() / 3600 * 3600;
        var candles = Enumerable.Range(0, 24).Select(back => Candles.At(hour - (back * 3600L), 3600, now)!).ToArray();
        var fresh = new DayFigures(
            now,
            candles[^1].Open,
            candles.Max(c => c.High),
            candles.Min(c => c.Low),
            candles.Sum(c => c.Volume)
        );
        day = fresh;
        return fresh;
    }
}

internal sealed record DayFigures(DateTimeOffset At, decimal Open, decimal High, decimal Low, decimal Volume)
{
    public decimal ChangePercent(decimal price) => Math.Round(100 * ((price / Open) - 1), 8);
}
