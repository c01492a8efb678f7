namespace Strikeboard.Fuzz;

/// <summary>Every decoder of the house; a new one is a class here and its frames in the corpus.</summary>
public static class FuzzTargets
{
    internal static readonly DateTimeOffset Now = new(2026, 9, 10, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<IFuzzTarget> All() =>
        [
            new CoinbaseFrameTarget(),
            BodyTargets.CoinbaseTicker(),
            BodyTargets.CoinbaseCandles(),
            new KalshiFrameTarget(),
            BodyTargets.KalshiMarkets(),
            BodyTargets.KalshiStatus(),
            BodyTargets.KalshiSchedule(),
            BodyTargets.KalshiLimits(),
            BodyTargets.KalshiError(),
        ];
}
