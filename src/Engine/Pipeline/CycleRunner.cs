using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Runs the steps in order for every symbol and returns the whole cycle; nothing is visible before it is complete.</summary>
public sealed class CycleRunner
{
    private readonly ImmutableArray<IPipelineStep> _steps;
    private readonly TimeProvider _time;

    public CycleRunner(IEnumerable<IPipelineStep> steps, TimeProvider time)
    {
        _steps = InOrder([.. steps]);
        _time = time;
    }

    public ImmutableArray<StepInfo> Steps => [.. _steps.Select(step => step.Info)];

    public CycleSnapshot Run(CycleInputs inputs)
    {
        var began = _time.GetTimestamp();
        var symbols = inputs.Symbols.Select(RunSymbol).ToImmutableArray();
        return new CycleSnapshot
        {
            Id = inputs.CycleId,
            Generation = inputs.Generation,
            DueAt = inputs.DueAt,
            StartedAt = inputs.Now,
            Ms = _time.GetElapsedTime(began).TotalMilliseconds,
            Outcome = symbols.All(symbol => symbol.Succeeded) ? CycleOutcome.Succeeded : CycleOutcome.Failed,
            MissedBefore = inputs.MissedBefore,
            Symbols = symbols,
        };
    }

    private SymbolSnapshot RunSymbol(SymbolInputs inputs)
    {
        var snapshot = new SymbolSnapshot
        {
            Symbol = inputs.Symbol,
            CycleId = inputs.CycleId,
            Steps = [],
        };
        foreach (var step in _steps)
        {
            var (next, report) = RunStep(step, inputs, snapshot);
            snapshot = next with { Steps = snapshot.Steps.Add(report) };
        }
        return snapshot;
    }

    private (SymbolSnapshot Snapshot, StepReport Report) RunStep(
        IPipelineStep step,
        SymbolInputs inputs,
        SymbolSnapshot soFar
    )
    {
        var missing = step.Info.Requires.Where(need => !Succeeded(soFar, need)).ToList();
        if (missing.Count > 0)
        {
            var error = new StepError("step.skipped", $"needs {string.Join(" and ", missing)}, which did not succeed");
            return (soFar, new StepReport(step.Info.Name, StepOutcome.Skipped, 0, error));
        }

        var began = _time.GetTimestamp();
        StepResult result;
        try
        {
            result = step.Run(inputs, soFar);
        }
        catch (Exception exception)
        {
            // A fault in one step costs this symbol's cycle, not the pipeline.
            result = StepResult.Failed("step.fault", $"{exception.GetType().Name}: {exception.Message}");
        }
        var ms = _time.GetElapsedTime(began).TotalMilliseconds;
        return result.Snapshot is { } made
            ? (made, new StepReport(step.Info.Name, StepOutcome.Succeeded, ms, null))
            : (soFar, new StepReport(step.Info.Name, StepOutcome.Failed, ms, result.Error));
    }

    private static bool Succeeded(SymbolSnapshot snapshot, string step) =>
        snapshot.Steps.Any(report => report.Name == step && report.Outcome == StepOutcome.Succeeded);

    /// <summary>Each step after those it requires; the registration order breaks ties.</summary>
    private static ImmutableArray<IPipelineStep> InOrder(List<IPipelineStep> steps)
    {
        var names = steps.Select(step => step.Info.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != steps.Count)
            throw new InvalidOperationException("two pipeline steps have the same name");
        var ordered = ImmutableArray.CreateBuilder<IPipelineStep>(steps.Count);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        while (steps.Count > 0)
        {
            var next =
                steps.Find(step => step.Info.Requires.All(placed.Contains))
                ?? throw new InvalidOperationException(
                    $"these steps wait for each other or for a step that is not there: {string.Join(", ", steps.Select(s => s.Info.Name))}"
                );
            steps.Remove(next);
            placed.Add(next.Info.Name);
            ordered.Add(next);
        }
        return ordered.MoveToImmutable();
    }
}
