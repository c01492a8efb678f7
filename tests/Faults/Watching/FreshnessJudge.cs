namespace Strikeboard.Faults.Watching;

/// <summary>
/// Whether something stale was called live. The limits stand here once more on purpose: the app is held to what it promised,
/// not to the constants it happens to use.
/// </summary>
public sealed class FreshnessJudge
{
    private const long PriceLiveMs = 2_000;
    private const long TableLiveMs = 2_000;
    private const long BookLiveMs = 3_000;
    private const double QuietPriceSeconds = 15;

    /// <summary>A cycle belongs to the turn of its second; what it made counts as live for two seconds.</summary>
    private const double CycleLiveSeconds = 3;

    /// <summary>Between the app's look at its clock and ours lies the answer's way.</summary>
    private const double SlackSeconds = 0.5;

    private readonly Dictionary<string, (DateTimeOffset? DataTime, DateTimeOffset Since)> _still = new(
        StringComparer.Ordinal
    );
    private readonly List<string> _breaches = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<string> Breaches
    {
        get
        {
            lock (_gate)
                return [.. _breaches];
        }
    }

    public void Look(Sample sample)
    {
        lock (_gate)
        {
            var still = (sample.At - StillSince(sample)).TotalSeconds;
            if (sample.Quality != "live")
                return;
            if (sample.AgeMs > (sample.DataTime is null ? TableLiveMs : PriceLiveMs))
                Breach(sample, $"{sample.AgeMs} ms old");
            if (sample.OldestQuoteMs > BookLiveMs)
                Breach(sample, $"a row called live is {sample.OldestQuoteMs} ms old");
            var cycleAge = (sample.At - DateTimeOffset.FromUnixTimeSeconds(sample.CycleId)).TotalSeconds;
            if (cycleAge > CycleLiveSeconds + SlackSeconds)
                Breach(sample, $"made by a cycle of {cycleAge:0.0} s ago");
            // The next cycle takes its word back, hence the second more.
            if (sample.DataTime is not null && still > QuietPriceSeconds + 1 + SlackSeconds)
                Breach(sample, $"has stood still for {still:0.0} s");
        }
    }

    /// <summary>Nothing new can have come from the venue since then: who says live past the limit is wrong, whatever age he claims.</summary>
    public void LookWithoutSource(Sample sample, DateTimeOffset cutOff)
    {
        var limit = sample.DataTime is null ? BookLiveMs : PriceLiveMs;
        var silent = (sample.At - cutOff).TotalSeconds;
        if (sample.Quality != "live" || silent <= limit / 1000.0 + SlackSeconds)
            return;
        lock (_gate)
            Breach(sample, $"live {silent:0.0} s after the source fell silent");
    }

    private DateTimeOffset StillSince(Sample sample)
    {
        if (!_still.TryGetValue(sample.What, out var known) || known.DataTime != sample.DataTime)
            _still[sample.What] = known = (sample.DataTime, sample.At);
        return known.Since;
    }

    private void Breach(Sample sample, string how) => _breaches.Add($"{sample.At:HH:mm:ss.fff} {sample.What}: {how}");
}
