using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

public sealed class CycleRunnerTests
{
    [Fact]
    public void Run_AStepFails_ThoseThatNeedItAreSkippedAndTheOthersRun()
    {
        var runner = Runner(Step("a"), Step("b", fails: true), Step("c", needs: ["b"]), Step("d", needs: ["a"]));

        var cycle = runner.Run(InputsOf("BTC"));

        Assert.Equal(CycleOutcome.Failed, cycle.Outcome);
        Assert.Equal(
            [
                ("a", StepOutcome.Succeeded),
                ("b", StepOutcome.Failed),
                ("c", StepOutcome.Skipped),
                ("d", StepOutcome.Succeeded),
            ],
            cycle.Symbols[0].Steps.Select(step => (step.Name, step.Outcome))
        );
    }

    [Fact]
    public void Run_AStepThrows_ItFailsByNameAndTheCycleEnds()
    {
        var runner = Runner(Step("a", act: _ => throw new InvalidOperationException("boom")));

        var report = runner.Run(InputsOf("BTC")).Symbols[0].Steps[0];

        Assert.Equal("step.fault", report.Error?.Code);
        Assert.Contains("boom", report.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneSymbolFails_TheOtherIsWhole()
    {
        var runner = Runner(Step("a", act: inputs => inputs.Symbol.Name == "ETH"));

        var cycle = runner.Run(InputsOf("BTC", "ETH"));

        Assert.True(cycle.Of(new Symbol("BTC"))!.Succeeded);
        Assert.False(cycle.Of(new Symbol("ETH"))!.Succeeded);
        Assert.Equal(CycleOutcome.Failed, cycle.Outcome);
        Assert.Equal(StepOutcome.Failed, Assert.Single(cycle.Steps).Outcome);
    }

    [Fact]
    public void New_StepsRegisteredInAnyOrder_RunAfterWhatTheyNeed()
    {
        var runner = Runner(Step("c", needs: ["b"]), Step("b", needs: ["a"]), Step("a"));

        Assert.Equal(["a", "b", "c"], runner.Steps.Select(step => step.Name));
    }

    [Fact]
    public void New_StepsWaitForEachOther_IsRefusedWithTheirNames()
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            Runner(Step("a", needs: ["b"]), Step("b", needs: ["a"]))
        );

        Assert.Contains("a, b", fault.Message, StringComparison.Ordinal);
    }

    private static CycleRunner Runner(params IPipelineStep[] steps) => new(steps, TimeProvider.System);

    private static FakeStep Step(
        string name,
        string[]? needs = null,
        bool fails = false,
        Func<SymbolInputs, bool>? act = null
    ) => new(new StepInfo(name, name, [.. needs ?? []], 1), act ?? (_ => fails));

    private static CycleInputs InputsOf(params string[] symbols) =>
        new()
        {
            CycleId = 1,
            Generation = 1,
            DueAt = DateTimeOffset.UnixEpoch,
            Now = DateTimeOffset.UnixEpoch,
            Symbols = [.. symbols.Select(symbol => Inputs.Of(symbol, DateTimeOffset.UnixEpoch))],
        };

    private sealed class FakeStep(StepInfo info, Func<SymbolInputs, bool> fails) : IPipelineStep
    {
        public StepInfo Info => info;

        public StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar) =>
            fails(inputs) ? StepResult.Failed("test.failed", "asked to") : StepResult.Made(soFar);
    }
}
