using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Pipeline;

public sealed class PipelineDriverTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ScriptedInputs _inputs = new();
    private readonly Diary _diary = new();
    private readonly PipelineDriver _driver;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public PipelineDriverTests()
    {
        var runner = new CycleRunner([new ScriptedStep(_inputs)], _time);
        var facts = new Facts(NullLogger<Facts>.Instance);
        _driver = new PipelineDriver(runner, _inputs, facts, _diary, _time, NullLogger<PipelineDriver>.Instance);
    }

    public void Dispose() => _driver.Dispose();

    [Fact]
    public async Task Beat_NotStarted_RunsNothing() => Assert.Null(await _driver.Beat(Ct));

    [Fact]
    public async Task Beat_TwiceInOneSecond_RunsOneCycle()
    {
        await _driver.StartAsync(1, Ct);

        Assert.NotNull(await _driver.Beat(Ct));
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Null(await _driver.Beat(Ct));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.NotNull(await _driver.Beat(Ct));
    }

    [Fact]
    public async Task Beat_AfterAStallOfFourSeconds_CountsThreeMissed()
    {
        await _driver.StartAsync(1, Ct);
        await _driver.Beat(Ct);
        _time.Advance(TimeSpan.FromSeconds(4));

        var cycle = await _driver.Beat(Ct);

        Assert.Equal(3, cycle?.MissedBefore);
        Assert.Equal(3, _driver.Status.MissedTicks);
    }

    [Fact]
    public async Task Beat_AfterStopAndStart_TheTimeBetweenIsNotMissed()
    {
        await _driver.StartAsync(1, Ct);
        await _driver.Beat(Ct);
        await _driver.StopAsync(2, Ct);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _driver.StartAsync(3, Ct);

        Assert.Equal(0, (await _driver.Beat(Ct))?.MissedBefore);
    }

    [Fact]
    public async Task Beat_Ids_AreTheSecondsTheyWereDue()
    {
        await _driver.StartAsync(1, Ct);

        var cycle = await _driver.Beat(Ct);

        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), cycle?.Id);
    }

    [Fact]
    public async Task Beat_FiveFailures_RestsTenSecondsAndGoesOnByItself()
    {
        await _driver.StartAsync(1, Ct);
        _inputs.Fails = true;
        for (var failure = 0; failure < 5; failure++)
        {
            await _driver.Beat(Ct);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(PipelineState.Paused, _driver.Status.State);
        Assert.Null(await _driver.Beat(Ct));
        _time.Advance(TimeSpan.FromSeconds(9));
        _inputs.Fails = false;
        Assert.NotNull(await _driver.Beat(Ct));
        Assert.Equal((PipelineState.Running, 0), (_driver.Status.State, _driver.Status.ConsecutiveFailures));
        Assert.Equal(["pipeline.started", "cycle.failed", "pipeline.paused", "cycle.recovered"], _diary.Codes);
    }

    [Fact]
    public async Task Start_AfterStandingDown_WaitsUntilTheNodeLeadsAgain()
    {
        await _driver.StartAsync(4, Ct);
        await _driver.StandDownAsync(Ct);

        await _driver.StartAsync(5, Ct);
        Assert.Equal(PipelineState.Stopped, _driver.Status.State);

        await _driver.TakeUpAsync(running: true, generation: 5, Ct);
        Assert.Equal(PipelineState.Starting, _driver.Status.State);
    }

    [Fact]
    public async Task StandDown_OnALostLease_KeepsWhatWasAskedFor()
    {
        await _driver.StartAsync(4, Ct);

        await _driver.StandDownAsync(Ct);

        Assert.Equal(
            (PipelineState.Stopped, true, 4),
            (_driver.Status.State, _driver.Status.DesiredRunning, _driver.Status.Generation)
        );
    }

    private sealed class ScriptedInputs : IInputSource
    {
        public bool Fails { get; set; }

        public CycleInputs Capture(
            long cycleId,
            long generation,
            DateTimeOffset dueAt,
            DateTimeOffset now,
            int missedBefore
        ) =>
            new()
            {
                CycleId = cycleId,
                Generation = generation,
                DueAt = dueAt,
                Now = now,
                MissedBefore = missedBefore,
                Symbols = [Inputs.Of("BTC", now)],
            };
    }

    private sealed class ScriptedStep(ScriptedInputs script) : IPipelineStep
    {
        public StepInfo Info { get; } = new("price", "Price", [], 1);

        public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar) =>
            script.Fails ? StepResult.Failed("price.stale", "too old") : StepResult.Made(soFar);
    }
}
