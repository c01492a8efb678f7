using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Data.Calibration;
using Strikeboard.Engine.Live;
using Strikeboard.Exchanges;

namespace Strikeboard.Engine.Calibration;

/// <summary>
/// Asks the venue for outcomes that nobody heard: of events that ended while no node was running, or whose last word was
/// missed. Only the leader asks; an event that is not decided is asked for less and less often.
/// </summary>
public sealed partial class SettlementSearch(
    ForecastStore store,
    ISettlementHistory history,
    ForecastRecorder recorder,
    LiveBoard board,
    TimeProvider time,
    ILogger<SettlementSearch> logger
) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>The feed tells results within seconds; what is missing after this was missed.</summary>
    private static readonly TimeSpan ResultDue = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FinalDue = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Of the venue's allowance for reading: a long downtime is caught up over a few rounds.</summary>
    private const int MostAtOnce = 20;

    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (board.Current.Leader.IsMe)
                    await TrySearchAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task TrySearchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SearchAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception.GetBaseException().Message);
        }
    }

    internal async Task SearchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var undecided = await store.UndecidedAsync(
            now - GivenUpAfter,
            now - ResultDue,
            now - FinalDue,
            cancellationToken
        );
        var still = undecided.Select(one => one.EventTicker).ToHashSet(StringComparer.Ordinal);
        foreach (var done in _asked.Keys.Where(ticker => !still.Contains(ticker)).ToList())
            _asked.Remove(done);
        var due = undecided.Where(one => _asked.GetValueOrDefault(one.EventTicker).Next <= now).Take(MostAtOnce);
        foreach (var one in due)
        {
            var answer = await history.ReadSettledAsync(one.Series, one.EventTicker, cancellationToken);
            if (!answer.IsOk)
            {
                // The venue is in trouble: the next round is soon enough for all of them.
                Log.Failed(logger, answer.Error.ToString());
                return;
            }
            _asked[one.EventTicker] = _asked.GetValueOrDefault(one.EventTicker).Again(now);
            foreach (var settled in answer.Value)
                recorder.Settle(settled);
        }
    }

    private readonly record struct Asked(int Times, DateTimeOffset Next)
    {
        public Asked Again(DateTimeOffset now)
        {
            var pause = Every * Math.Pow(2, Math.Min(Times, 10));
            return new Asked(Times + 1, now + (pause < LongestPause ? pause : LongestPause));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Outcomes of past events could not be looked up: {Error}")]
        public static partial void Failed(ILogger logger, string error);
    }
}
