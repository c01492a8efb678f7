namespace Strikeboard.Faults.Rig;

/// <summary>Asks again and again until the answer is there or the deadline has passed.</summary>
public static class Eventually
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>The seconds it took, or null when it never became true.</summary>
    public static async Task<double?> SecondsUntilAsync(
        Func<CancellationToken, Task<bool>> condition,
        TimeSpan deadline,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        do
        {
            if (await HoldsAsync(condition, cancellationToken))
                return time.GetElapsedTime(began).TotalSeconds;
            await Task.Delay(Step, time, cancellationToken);
        } while (time.GetElapsedTime(began) < deadline);
        return null;
    }

    public static async Task<double> MustAsync(
        string what,
        Func<CancellationToken, Task<bool>> condition,
        TimeSpan deadline,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await SecondsUntilAsync(condition, deadline, time, cancellationToken)
        ?? throw new TimeoutException($"{what}: not within {deadline.TotalSeconds:0} s");

    private static async Task<bool> HoldsAsync(
        Func<CancellationToken, Task<bool>> condition,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await condition(cancellationToken);
        }
        catch (Exception away) when (IsAway(away) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Nobody listens, or the answer broke off: what a killed process looks like from outside.</summary>
    public static bool IsAway(Exception fault) =>
        fault is HttpRequestException or IOException or OperationCanceledException or System.Text.Json.JsonException;
}
