using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Data.Calibration;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Calibration;

/// <summary>
/// Keeps forecasts at their checkpoints and writes the outcomes, off the cycle's path. A clean stop writes what is still here;
/// what a killed process had not written a successor takes again within the checkpoint's five seconds, and outcomes are asked
/// for again.
/// </summary>
public sealed partial class ForecastRecorder : BackgroundService
{
    /// <summary>Some hours of four series while the database is away; beyond it the oldest go, and are counted.</summary>
    private const int MostWaiting = 20_000;
    private const int LargestBatch = 2_000;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastFlushLimit = TimeSpan.FromSeconds(5);

    private readonly ForecastTaker _taker = new();
    private readonly Channel<object> _waiting;
    private readonly ForecastStore _store;
    private readonly CalibrationNews _news;
    private readonly IEventLog _events;
    private readonly TimeProvider _time;
    private readonly ILogger<ForecastRecorder> _logger;
    private readonly IDisposable[] _listening;
    private readonly List<Forecast> _forecasts = [];
    private readonly List<MarketSettled> _settled = [];
    private long _lost;

    public ForecastRecorder(
        ForecastStore store,
        CalibrationNews news,
        Facts facts,
        IEventLog events,
        TimeProvider time,
        ILogger<ForecastRecorder> logger
    )
    {
        (_store, _news, _events, _time, _logger) = (store, news, events, time, logger);
        _waiting = Channel.CreateBounded<object>(
            new BoundedChannelOptions(MostWaiting)
            {
                SingleReader = true,
                FullMode = BoundedChannelFullMode.DropOldest,
            },
            _ => Interlocked.Increment(ref _lost)
        );
        _listening = [facts.Listen<CyclePublished>(fact => Take(fact.Cycle)), facts.Listen<MarketSettled>(Settle)];
    }

    /// <summary>An outcome, heard or looked up. Writing it again changes nothing.</summary>
    public void Settle(MarketSettled settled) => _waiting.Writer.TryWrite(settled);

    public override void Dispose()
    {
        foreach (var listening in _listening)
            listening.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        // Here rather than at the end of the loop: stopped at once after the start, the loop never runs.
        if (ExecuteTask?.IsCompleted != false)
            await StoreTheRestAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                Gather();
                while (!await TryStoreAsync(stoppingToken))
                    await Task.Delay(RetryAfter, _time, stoppingToken);
                TellOfLosses();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The stop writes what is still here.
        }
    }

    private async Task StoreTheRestAsync()
    {
        using var limit = new CancellationTokenSource(LastFlushLimit, _time);
        try
        {
            do Gather();
            while (_forecasts.Count + _settled.Count > 0 && await TryStoreAsync(limit.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The database is too slow to wait for: as after a kill, a successor takes and asks again.
        }
    }

    private void Gather()
    {
        while (_forecasts.Count + _settled.Count < LargestBatch && _waiting.Reader.TryRead(out var next))
        {
            if (next is Forecast forecast)
                _forecasts.Add(forecast);
            else
                _settled.Add((MarketSettled)next);
        }
    }

    private void Take(CycleSnapshot cycle)
    {
        foreach (var forecast in _taker.Take(cycle))
            _waiting.Writer.TryWrite(forecast);
    }

    /// <summary>Forecasts first: an outcome finds only what is there. A contract's forecast never comes after its outcome.</summary>
    private async Task<bool> TryStoreAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WriteLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var changed = await _store.KeepAsync(_forecasts, either.Token);
            changed += await _store.SettleAsync(_settled, either.Token);
            if (changed > 0)
                _news.Changed();
            Forget();
            return true;
        }
        catch (PostgresException refused) when (!TransientFaults.IsTransient(refused))
        {
            // What the table will never take must not keep the rest waiting.
            Interlocked.Add(ref _lost, _forecasts.Count + _settled.Count);
            Log.Refused(_logger, _forecasts.Count, _settled.Count, refused);
            Forget();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StoreFailed(_logger, _forecasts.Count, _settled.Count, exception.GetBaseException().Message);
            return false;
        }
    }

    private void Forget()
    {
        _forecasts.Clear();
        _settled.Clear();
    }

    private void TellOfLosses()
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
            _events.Record(
                Severity.Error,
                "calibration",
                "calibration.lost",
                $"{lost} forecasts or outcomes could not be kept.",
                ("count", lost)
            );
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Forecasts} forecasts and {Outcomes} outcomes wait for the database: {Error}"
        )]
        public static partial void StoreFailed(ILogger logger, int forecasts, int outcomes, string error);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The database refused {Forecasts} forecasts and {Outcomes} outcomes"
        )]
        public static partial void Refused(ILogger logger, int forecasts, int outcomes, Exception error);
    }
}
