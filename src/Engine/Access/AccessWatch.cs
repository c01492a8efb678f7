using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>
/// Ends what stays open: pages, hubs and sockets are let in once and would live on. A change of access on this node is
/// acted on at once; every two seconds all of them are asked about in one go, for changes made elsewhere.
/// </summary>
public sealed partial class AccessWatch : BackgroundService
{
    public static readonly TimeSpan Every = AuthorityReader.Trust;
    private readonly Lock _gate = new();
    private readonly HashSet<Watched> _watched = [];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly AuthorityReader _authorities;
    private readonly TimeProvider _time;
    private readonly ILogger<AccessWatch> _logger;
    private readonly IDisposable _listening;

    public AccessWatch(AuthorityReader authorities, Facts facts, TimeProvider time, ILogger<AccessWatch> logger)
    {
        (_authorities, _time, _logger) = (authorities, time, logger);
        _listening = facts.Listen<AccessChanged>(fact => OnChange(fact.UserId));
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _watched.Count;
        }
    }

    /// <summary>The action is called once at most, and never after the watch has been disposed.</summary>
    public IDisposable Watch(Credential held, Action<AccessEnd> onEnd)
    {
        var watched = new Watched(this, held, onEnd);
        lock (_gate)
            _watched.Add(watched);
        return watched;
    }

    public override void Dispose()
    {
        _listening.Dispose();
        base.Dispose();
        _changed.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await WaitAsync(stoppingToken);
                await CheckAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still open ends with the process.
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var beat = new CancellationTokenSource(Every, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, stoppingToken);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The time is up.
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        List<Watched> all;
        lock (_gate)
            all = [.. _watched];
        if (all.Count == 0)
            return;
        try
        {
            await _authorities.RefreshAsync([.. all.Select(one => one.Held).Distinct()], cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Without a database nothing can be revoked and nobody can act; whoever looks on may go on looking.
            Log.Blind(_logger, exception.GetBaseException().Message);
            return;
        }
        foreach (var one in all)
        {
            if (_authorities.Judge(one.Held, Every + Every)?.End is { } end)
                Finish(one, end);
        }
    }

    private void Finish(Watched one, AccessEnd end)
    {
        try
        {
            one.Finish(end);
        }
        catch (Exception exception)
        {
            // One that cannot be ended must not keep the others open.
            Log.NotEnded(_logger, exception);
        }
    }

    private void OnChange(Guid userId)
    {
        _authorities.Forget(userId);
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A check is due already, and it will see this change too.
        }
        catch (ObjectDisposedException)
        {
            // The process is ending, and everything with it.
        }
    }

    private sealed class Watched(AccessWatch watch, Credential held, Action<AccessEnd> onEnd) : IDisposable
    {
        private Action<AccessEnd>? _onEnd = onEnd;

        public Credential Held => held;

        public void Finish(AccessEnd end)
        {
            var action = Interlocked.Exchange(ref _onEnd, null);
            Dispose();
            action?.Invoke(end);
        }

        public void Dispose()
        {
            Volatile.Write(ref _onEnd, null);
            lock (watch._gate)
                watch._watched.Remove(this);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who may still look on cannot be asked: {Reason}")]
        public static partial void Blind(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "Something open could not be ended.")]
        public static partial void NotEnded(ILogger logger, Exception exception);
    }
}
