using Microsoft.Extensions.Logging;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Pipeline.Contents;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>
/// Owns the pipeline's state. The beat calls <see cref="Beat"/> once a second; accepted commands call <see cref="StartAsync"/>,
/// <see cref="StopAsync"/> and <see cref="RestartAsync"/>. One gate around both, so a cycle in flight is finished before a stop.
/// </summary>
public sealed partial class PipelineDriver(
    CycleRunner runner,
    IInputSource inputs,
    Facts facts,
    IEventLog events,
    TimeProvider time,
    ILogger<PipelineDriver> logger
) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PipelineStatus _status = PipelineStatus.Initial;
    private long _lastCycleId;
    private DateTimeOffset? _lastDue;
    private bool _standsDown;

    public PipelineStatus Status => Volatile.Read(ref _status);

    /// <summary>Runs the cycle that is due now, unless this second had one. Returns null when none ran.</summary>
    public async ValueTask<CycleSnapshot?> Beat(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            Change(PipelineMachine.Rested(_status, now));
            var due = Second(now);
            if (_status.State is not (PipelineState.Starting or PipelineState.Running) || due <= _lastDue)
                return null;
            var (read, cycle) = Run(now, due);
            var before = _status;
            Change(PipelineMachine.CycleEnded(before, cycle, time.GetUtcNow()));
            facts.Publish(new CyclePublished(cycle));
            facts.Publish(new CycleRan(read, cycle));
            Tell(before, _status, cycle);
            return cycle;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task StartAsync(long generation, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            StartUnderGate(generation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task StopAsync(long generation, CancellationToken cancellationToken)
    {
        Change(PipelineMachine.StopAsked(Status, generation, time.GetUtcNow()));
        await _gate.WaitAsync(cancellationToken);
        try
        {
            StopUnderGate();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task RestartAsync(long generation, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            Change(PipelineMachine.StopAsked(_status, generation, time.GetUtcNow()));
            StopUnderGate();
            StartUnderGate(generation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>This node leads from here on: do what was asked for last.</summary>
    public async Task TakeUpAsync(bool running, long generation, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _standsDown = false;
            if (running)
                StartUnderGate(generation);
        }
        finally
        {
            _gate.Release();
        }
        if (!running)
            await StopAsync(generation, cancellationToken);
    }

    /// <summary>Rest without forgetting what was asked: used when this node loses the lease.</summary>
    public async Task StandDownAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _standsDown = true;
            Change(PipelineMachine.Stopped(_status, time.GetUtcNow()));
            _lastDue = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private void StartUnderGate(long generation)
    {
        // A start that was committed just before the lease was lost: the successor reads the wish and does it.
        if (_standsDown)
            return;
        if (_status.State is PipelineState.Stopped)
            _lastDue = null;
        Change(PipelineMachine.Started(_status, generation, time.GetUtcNow()));
        events.Record(
            Severity.Info,
            "pipeline",
            "pipeline.started",
            "The pipeline was started.",
            ("generation", generation)
        );
    }

    private void StopUnderGate()
    {
        if (_status.State is PipelineState.Stopped)
            return;
        Change(PipelineMachine.Stopped(_status, time.GetUtcNow()));
        events.Record(
            Severity.Info,
            "pipeline",
            "pipeline.stopped",
            "The pipeline was stopped.",
            ("generation", _status.Generation)
        );
    }

    private (CycleInputs Inputs, CycleSnapshot Cycle) Run(DateTimeOffset now, DateTimeOffset due)
    {
        var missed = _lastDue is { } last ? (int)Math.Min(int.MaxValue, (due - last).TotalSeconds - 1) : 0;
        _lastDue = due;
        // The id is the second itself, which rises over restarts by its nature; a clock set back must not lower it.
        _lastCycleId = Math.Max(_lastCycleId + 1, due.ToUnixTimeSeconds());
        var captured = inputs.Capture(_lastCycleId, _status.Generation, due, now, missed);
        return (captured, runner.Run(captured));
    }

    private void Tell(PipelineStatus before, PipelineStatus after, CycleSnapshot cycle)
    {
        if (after.ConsecutiveFailures == 1)
        {
            var (step, error) = FirstFailure(cycle);
            events.Record(Severity.Warning, "pipeline", "cycle.failed", error, ("step", step), ("cycle", cycle.Id));
            Log.CycleFailed(logger, cycle.Id, step, error);
        }
        if (before.ConsecutiveFailures > 0 && after.ConsecutiveFailures == 0)
        {
            events.Record(
                Severity.Info,
                "pipeline",
                "cycle.recovered",
                $"Cycles succeed again after {before.ConsecutiveFailures} failures.",
                ("cycle", cycle.Id)
            );
        }
        if (after.State is PipelineState.Paused)
        {
            events.Record(
                Severity.Error,
                "pipeline",
                "pipeline.paused",
                $"{after.ConsecutiveFailures} failures in a row: the pipeline rests for {PipelineMachine.Pause.TotalSeconds:0} s and then goes on by itself.",
                ("until", after.PausedUntil!)
            );
        }
    }

    private static (string Step, string Error) FirstFailure(CycleSnapshot cycle)
    {
        foreach (var symbol in cycle.Symbols)
        {
            if (symbol.Steps.FirstOrDefault(step => step.Outcome == StepOutcome.Failed) is { } failed)
                return ($"{symbol.Symbol} {failed.Name}", failed.Error?.Message ?? "unknown");
        }
        return ("none", "no step failed");
    }

    private void Change(PipelineStatus status)
    {
        if (ReferenceEquals(status, _status))
            return;
        Volatile.Write(ref _status, status);
        facts.Publish(new PipelineChanged(status));
    }

    private static DateTimeOffset Second(DateTimeOffset at) =>
        new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, at.Offset);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Cycle {Cycle} failed at {Step}: {Error}")]
        public static partial void CycleFailed(ILogger logger, long cycle, string step, string error);
    }
}
