using Microsoft.Extensions.Logging;

namespace Strikeboard.Data.Leadership;

/// <summary>Leadership while it lasts. Once lost it never comes back: ask <see cref="LeaderLease"/> for a new one, with a new epoch.</summary>
public sealed partial class Lease : IAsyncDisposable
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Well below <see cref="LeaderLease.StaleAfter"/>: we stop believing before anyone else may start.</summary>
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan LetGoWithin = TimeSpan.FromSeconds(2);

    private readonly LeaseSession _session;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _beating;
    private long _provenAt;
    private int _over;

    internal Lease(LeaseSession session, string node, long epoch, long provenAt, TimeProvider time, ILogger logger)
    {
        (_session, Node, Epoch, _provenAt, _time, _logger) = (session, node, epoch, provenAt, time, logger);
        Ended = _ended.Token;
        _beating = Task.Run(BeatAsync);
    }

    public string Node { get; }

    /// <summary>Rises with every leader. Order writes check it in their own transaction, by <see cref="LeaseFence"/>.</summary>
    public long Epoch { get; }

    /// <summary>Judged by our monotonic clock too: a process that was frozen knows at once, before any message reaches it.</summary>
    public bool IsLeader =>
        Volatile.Read(ref _over) == 0 && _time.GetElapsedTime(Interlocked.Read(ref _provenAt)) < TrustFor;

    /// <summary>Cancelled when leadership ends, for whatever reason.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Raised once when leadership is lost; not when it is given back.</summary>
    public event EventHandler? Lost;

    /// <summary>Gives leadership back: a standby takes over at its next try.</summary>
    public async ValueTask DisposeAsync()
    {
        var givenBack = Interlocked.Exchange(ref _over, 1) == 0;
        await _stop.CancelAsync();
        await _beating;
        await _ended.CancelAsync();
        if (givenBack)
            Log.GivenBack(_logger, Node, Epoch);
        await LetGoAsync();
        _stop.Dispose();
        _ended.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, _time);
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                // The moment before the question is what the answer proves.
                var asked = _time.GetTimestamp();
                var left = TrustFor - _time.GetElapsedTime(Interlocked.Read(ref _provenAt));
                if (left <= TimeSpan.Zero)
                    throw new TimeoutException("no pulse was possible in time");
                await BeatAsync(left);
                Interlocked.Exchange(ref _provenAt, asked);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
        catch (Exception fault)
        {
            await LoseAsync(fault);
        }
    }

    /// <summary>A question that is too late is called off: a connection is not closed in the middle of one.</summary>
    private async Task BeatAsync(TimeSpan left)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await _session.BeatAsync(asking.Token).WaitAsync(left, _time, _stop.Token);
        }
        finally
        {
            await asking.CancelAsync();
        }
    }

    private async Task LoseAsync(Exception fault)
    {
        if (Interlocked.Exchange(ref _over, 1) != 0)
            return;
        Log.Lost(_logger, Node, Epoch, fault.Message);
        var told = _ended.CancelAsync();
        // The lock goes with the connection: holding on to it, while listeners end, would only keep a successor waiting.
        await LetGoAsync();
        await told;
        Lost?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>
    /// If closing never comes back, the session stays without a pulse; whoever asks for the lease next, this process among
    /// them, ends it. Waiting for it here would keep this node from ever asking again.
    /// </summary>
    private async Task LetGoAsync()
    {
        try
        {
            await _session.DisposeAsync().AsTask().WaitAsync(LetGoWithin, _time);
        }
        catch (Exception fault) when (fault is TimeoutException or Npgsql.NpgsqlException or InvalidOperationException)
        {
            Log.NotClosed(_logger, Node, Epoch, fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Node} lost leadership of epoch {Epoch}: {Reason}")]
        public static partial void Lost(ILogger logger, string node, long epoch, string reason);

        [LoggerMessage(LogLevel.Warning, "{Node} could not close the session of epoch {Epoch}: {Reason}")]
        public static partial void NotClosed(ILogger logger, string node, long epoch, string reason);

        [LoggerMessage(LogLevel.Information, "{Node} gave back leadership of epoch {Epoch}.")]
        public static partial void GivenBack(ILogger logger, string node, long epoch);
    }
}
