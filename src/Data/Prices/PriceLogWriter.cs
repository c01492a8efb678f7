using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Prices;

/// <summary>
/// Takes price rows without making anyone wait and stores them in batches. With the database away the newest rows are kept,
/// up to <see cref="Capacity"/>; what had to be let go is counted.
/// </summary>
public sealed partial class PriceLogWriter : BackgroundService
{
    /// <summary>Some three hours of two symbols.</summary>
    public const int Capacity = 20_000;

    /// <summary>A large one is for catching up: what a batch costs besides its rows is then a few in a hundred.</summary>
    internal const int LargestBatch = Capacity;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastFlushLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);

    private readonly PriceLogStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<PriceLogWriter> _logger;
    private readonly Channel<ReceivedPrice> _queue;
    private readonly List<ReceivedPrice> _batch = [];
    private long _accepted;
    private long _settled;
    private long _dropped;
    private long _refused;
    private bool _failing;

    public PriceLogWriter(PriceLogStore store, TimeProvider time, ILogger<PriceLogWriter> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        var options = new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        };
        _queue = Channel.CreateBounded<ReceivedPrice>(options, _ => Drop());
    }

    /// <summary>Rows that are stored, or given up.</summary>
    public long Settled => Interlocked.Read(ref _settled);

    /// <summary>Rows let go because the database was away for too long.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Rows that the table does not take: no price, no symbol.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Rows taken and not yet stored.</summary>
    public long Waiting => Interlocked.Read(ref _accepted) - Interlocked.Read(ref _settled);

    public void Write(PriceRow row)
    {
        Interlocked.Increment(ref _accepted);
        if (!_queue.Writer.TryWrite(new ReceivedPrice(row, _time.GetUtcNow())))
            Drop();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        // Here rather than at the end of the loop: stopped at once after the start, the loop never runs.
        if (ExecuteTask?.IsCompleted != false)
            await StoreTheRestAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gather, _time, stoppingToken);
                Take();
                while (!await TryStoreAsync(stoppingToken))
                    await Task.Delay(RetryAfter, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private void Take()
    {
        while (_batch.Count < LargestBatch && _queue.Reader.TryRead(out var next))
            _batch.Add(next);
    }

    private async Task<bool> TryStoreAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(WriteLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _store.WriteAsync(_batch, either.Token);
            Interlocked.Add(ref _settled, _batch.Count);
            _batch.Clear();
            if (_failing)
                Log.Recovered(_logger, Waiting);
            _failing = false;
            return true;
        }
        catch (PostgresException refused) when (!TransientFaults.IsTransient(refused) && _batch.Count > 0)
        {
            await StoreOneByOneAsync(refused, ct);
            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Sent again whole: rows that had arrived after all are overwritten with themselves.
            if (!_failing)
                Log.Failing(_logger, Waiting, fault);
            _failing = true;
            return false;
        }
    }

    /// <summary>A row that the table will never take must not keep the others waiting.</summary>
    private async Task StoreOneByOneAsync(PostgresException refused, CancellationToken ct)
    {
        foreach (var item in _batch)
        {
            try
            {
                await _store.WriteAsync([item], ct);
            }
            catch (PostgresException again) when (!TransientFaults.IsTransient(again))
            {
                Interlocked.Increment(ref _refused);
                Log.Refused(_logger, item.Row.Symbol, item.Row.Second, item.Row.Price, refused.MessageText);
            }
        }

        Interlocked.Add(ref _settled, _batch.Count);
        _batch.Clear();
    }

    private async Task StoreTheRestAsync()
    {
        using var limit = new CancellationTokenSource(LastFlushLimit, _time);
        try
        {
            do
            {
                Take();
                if (!await TryStoreAsync(limit.Token))
                    break;
            } while (_queue.Reader.TryPeek(out _));
        }
        catch (OperationCanceledException)
        {
            // The stop waits no longer; what is left is counted below.
        }

        if (Waiting > 0)
            Log.LeftBehind(_logger, Waiting);
    }

    private void Drop()
    {
        Interlocked.Increment(ref _settled);
        if (Interlocked.Increment(ref _dropped) == 1)
            Log.Dropping(_logger, Capacity);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The price log cannot be written; {Waiting} rows wait.")]
        public static partial void Failing(ILogger logger, long waiting, Exception exception);

        [LoggerMessage(LogLevel.Error, "The price log does not take {Symbol} {Second} {Price}: {Reason}")]
        public static partial void Refused(
            ILogger logger,
            Symbol symbol,
            DateTimeOffset second,
            decimal price,
            string reason
        );

        [LoggerMessage(LogLevel.Information, "The price log is written again; {Waiting} rows still wait.")]
        public static partial void Recovered(ILogger logger, long waiting);

        [LoggerMessage(LogLevel.Error, "More than {Capacity} rows of the price log wait: the oldest are let go.")]
        public static partial void Dropping(ILogger logger, int capacity);

        [LoggerMessage(LogLevel.Error, "{Waiting} rows of the price log could not be stored before the end.")]
        public static partial void LeftBehind(ILogger logger, long waiting);
    }
}
