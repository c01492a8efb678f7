namespace Strikeboard.Simulator;

/// <summary>Lets the pretended world move on: one step at a time, a late one left out rather than stacked.</summary>
internal sealed partial class Pulse : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Action<DateTimeOffset> step;
    private readonly ILogger logger;
    private readonly ITimer timer;

    public Pulse(TimeProvider time, TimeSpan every, Action<DateTimeOffset> step, ILogger logger)
    {
        this.time = time;
        this.step = step;
        this.logger = logger;
        Beat();
        timer = time.CreateTimer(_ => Beat(), null, every, every);
    }

    public void Dispose()
    {
        timer.Dispose();
        // Whoever disposes may let go of the world only when no step is under way.
        lock (gate) { }
    }

    private void Beat()
    {
        if (!gate.TryEnter())
        {
            return;
        }
        try
        {
            step(time.GetUtcNow());
        }
        catch (Exception e)
        {
            Log.StepFailed(logger, e);
        }
        finally
        {
            gate.Exit();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "A step of the simulated exchanges failed; the next one goes on."
        )]
        public static partial void StepFailed(ILogger logger, Exception error);
    }
}
