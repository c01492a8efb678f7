using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// What the venue says of itself: whether it trades (asked with each pulse), its announced windows and our allowance (asked now and
/// then, and at once when it stops trading).
/// </summary>
internal sealed class KalshiConditions(KalshiRest rest, StatusBoard board, TimeProvider clock)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private VenueConditions _known = new();
    private List<MaintenanceWindow> _windows = [];
    private DateTimeOffset _due = DateTimeOffset.MinValue;

    /// <summary>Null where the venue answers; else what it said instead.</summary>
    public async Task<VenueError?> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await rest.ReadStatusAsync(cancellationToken);
        if (!answer.IsOk)
        {
            // A window may begin or end while nobody answers.
            Publish(static known => known);
            return answer.Error;
        }
        var (status, now) = (answer.Value, clock.GetUtcNow());
        Publish(known =>
        {
            var trades = status is { ExchangeActive: true, TradingActive: true };
            if (known.IsTrading != trades)
                _due = now;
            return known with
            {
                StatusAt = now,
                ExchangeActive = status.ExchangeActive,
                TradingActive = status.TradingActive,
                ResumesAt = status.ResumesAt,
            };
        });
        return null;
    }

    public void Heard(MarketsChanged change)
    {
        var what = change.Tickers.Length == 1 ? change.Tickers[0] : $"{change.Tickers.Length} of {change.EventTicker}";
        Publish(known => known with { LastWord = new VenueWord($"{what} {change.Change}", change.At) });
    }

    public void SeesIndex(bool sees) => Publish(known => known with { SeesIndex = sees });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            do
            {
                var now = clock.GetUtcNow();
                if (now < Due)
                    continue;
                var well = await ReadAsync(cancellationToken);
                Due = now + (well ? Every : AfterTrouble);
            } while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private DateTimeOffset Due
    {
        get
        {
            lock (_gate)
                return _due;
        }
        set
        {
            lock (_gate)
                _due = value;
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var limits = await rest.AdoptLimitsAsync(cancellationToken);
        var schedule = await rest.ReadScheduleAsync(cancellationToken);
        if (schedule.IsOk)
            Publish(known =>
            {
                _windows = schedule.Value;
                return known;
            });
        return limits && schedule.IsOk;
    }

    private void Publish(Func<VenueConditions, VenueConditions> change)
    {
        VenueConditions conditions;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _known = change(_known) with
            {
                Maintenance = _windows.Find(window => window.To > now),
                Budget = rest.Budget,
            };
            conditions = _known;
        }
        board.Conditions(conditions);
    }
}
