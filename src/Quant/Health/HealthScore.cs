using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Health;

public enum HealthBand
{
    Critical,
    Degraded,
    Good,
    Excellent,
}

public enum FeedMode
{
    WebSocket,
    HttpFallback,
}

/// <summary>What the score is made of. A count or an age that is not known is null and earns nothing.</summary>
public sealed record HealthInput
{
    public bool IsRunning { get; init; }

    /// <summary>Seconds since the last market update.</summary>
    public double? LastDataAgeSeconds { get; init; }
    public FeedMode Mode { get; init; }

    /// <summary>Market-data sockets connected and subscribed.</summary>
    public int SocketsConnected { get; init; }

    /// <summary>Coins that have the bars their indicators need, of those monitored.</summary>
    public int OhlcReady { get; init; }
    public int OhlcTotal { get; init; }

    /// <summary>Strategies enabled and evaluated within the last two bars.</summary>
    public int StrategiesActive { get; init; }

    /// <summary>Operations of the trailing 300 s: one step, batch or remote call each, however often retried.</summary>
    public long Errors { get; init; }
    public long Successes { get; init; }
}

/// <summary>Points earned; each part is all or nothing.</summary>
public readonly record struct HealthParts(int Running, int Data, int Socket, int Ohlc, int Strategies, int Errors)
{
    public int Sum => Running + Data + Socket + Ohlc + Strategies + Errors;
}

/// <summary>What holds the published score down, whatever the parts say.</summary>
[Flags]
public enum HealthCaps
{
    None = 0,
    NoFreshData = 1,
    BooksDiffer = 2,
    TradingHalted = 4,
}

/// <summary>The score from 0 to 100 as the sum of its parts.</summary>
public sealed record HealthScore(int Score, HealthBand Band, HealthParts Parts)
{
    private const double SocketFreshSeconds = 10;
    private const double FallbackFreshSeconds = 15;
    private const int MostErrors = 5;

    public static HealthScore Compute(HealthInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var parts = new HealthParts(
            Running: input.IsRunning ? 30 : 0,
            Data: IsFlowing(input) ? 25 : 0,
            Socket: input.SocketsConnected >= 1 ? 20 : 0,
            Ohlc: input.OhlcTotal > 0 && 10L * input.OhlcReady >= 9L * input.OhlcTotal ? 10 : 0,
            Strategies: input.StrategiesActive >= 1 ? 10 : 0,
            Errors: HasFewErrors(input.Errors, input.Successes) ? 5 : 0
        );
        return new HealthScore(parts.Sum, BandOf(parts.Sum), parts);
    }

    /// <summary>The score as it may be published: no fresh data or differing books hold it below half, a halt below good.</summary>
    public int Capped(HealthCaps caps)
    {
        var limit =
            (caps & (HealthCaps.NoFreshData | HealthCaps.BooksDiffer)) != HealthCaps.None ? 49
            : (caps & HealthCaps.TradingHalted) != HealthCaps.None ? 69
            : 100;
        return Math.Min(Score, limit);
    }

    public static HealthBand BandOf(int score) =>
        score switch
        {
            >= 85 => HealthBand.Excellent,
            >= 70 => HealthBand.Good,
            >= 50 => HealthBand.Degraded,
            _ => HealthBand.Critical,
        };

    private static bool IsFlowing(HealthInput input)
    {
        if (input.LastDataAgeSeconds is not { } age)
        {
            return false;
        }

        var limit = input.Mode == FeedMode.WebSocket ? SocketFreshSeconds : FallbackFreshSeconds;
        return Tolerance.AtMost(Require.NotNegative(age), limit);
    }

    // Nothing done proves nothing; one failure among few is no trend; above that a hundredth of all operations.
    private static bool HasFewErrors(long errors, long successes)
    {
        var operations = errors + successes;
        return operations >= 1 && errors <= MostErrors && (errors <= 1 || 100 * errors <= operations);
    }
}
