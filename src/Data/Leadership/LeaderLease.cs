using Microsoft.Extensions.Logging;
using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Leadership;

/// <summary>
/// Decides which process leads: an advisory lock that dies with its session, and a pulse that betrays a session whose owner
/// is frozen. All times that are compared are the database's.
/// </summary>
public sealed partial class LeaderLease(DataOptions options, TimeProvider time, ILogger<LeaderLease> logger)
{
    /// <summary>A pulse older than this belongs to a leader that is frozen or cut off; the standby ends its session.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan TryEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Waits, for as long as it takes, until this process leads; tells meanwhile for whom it waits, or that the database
    /// cannot be reached.
    /// </summary>
    public async Task<Lease> AcquireAsync(
        CancellationToken ct,
        Action<LeaderStatus>? waitsFor = null,
        Action? unreachable = null
    )
    {
        while (true)
        {
            try
            {
                await using var session = new LeaseSession(options, time);
                await session.OpenAsync(ct);
                while (!await session.TryLockAsync(ct))
                {
                    if (await session.EndStaleHolderAsync(StaleAfter, ct) is { } ended)
                        Log.Ended(logger, ended, StaleAfter.TotalSeconds);
                    if (waitsFor is not null)
                        waitsFor(await session.CurrentAsync(options.Node, StaleAfter, ct));
                    await Task.Delay(TryEvery, time, ct);
                }

                var beganAt = time.GetTimestamp();
                var epoch = await session.TakeAsync(ct);
                Log.Acquired(logger, options.Node, epoch);
                return new Lease(session.Detach(), options.Node, epoch, beganAt, time, logger);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException && !ct.IsCancellationRequested)
            {
                Log.Unreachable(logger, fault.Message);
                unreachable?.Invoke();
                await Task.Delay(TryEvery, time, ct);
            }
        }
    }

    /// <summary>Who leads now, as the database knows it.</summary>
    public async Task<LeaderStatus> CurrentAsync(CancellationToken ct)
    {
        await using var session = new LeaseSession(options, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(AskLimit);
        await session.OpenAsync(limit.Token);
        return await session.CurrentAsync(options.Node, StaleAfter, limit.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Node} leads in epoch {Epoch}.")]
        public static partial void Acquired(ILogger logger, string node, long epoch);

        [LoggerMessage(
            LogLevel.Warning,
            "The session of '{Node}' was ended: it held the lease without a pulse for {Seconds} s."
        )]
        public static partial void Ended(ILogger logger, string node, double seconds);

        [LoggerMessage(LogLevel.Warning, "The lease cannot be asked for: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);
    }
}
