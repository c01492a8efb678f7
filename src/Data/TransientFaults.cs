using Npgsql;

namespace Strikeboard.Data;

/// <summary>Ordinary trouble of a database that is restarting, recovering or briefly away.</summary>
public static class TransientFaults
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
                true,
            NpgsqlException npgsql => npgsql.IsTransient,
            _ => exception.InnerException is { } inner && IsTransient(inner),
        };

    /// <summary>
    /// Repeats what may be repeated: a read, or a write that finds its own trace. Never hand in a plain write: after a commit
    /// in doubt it may already have happened.
    /// </summary>
    public static async Task<T> RetryAsync<T>(
        Func<CancellationToken, Task<T>> repeatable,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await repeatable(cancellationToken);
            }
            catch (Exception fault) when (IsTransient(fault) && time.GetElapsedTime(began) + pause < patience)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
