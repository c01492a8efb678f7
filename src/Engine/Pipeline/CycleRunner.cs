using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var reports = new StepReport[_steps.Length];
        for (var i = 0; i < reports.Length; i++)
            (snapshot, reports[i]) = RunStep(_steps[i], inputs, snapshot, reports.AsSpan(0, i));
        return snapshot with { Steps = ImmutableCollectionsMarshal.AsImmutableArray(reports) };
    }

    private (SymbolSnapshot Snapshot, StepReport Report) RunStep(
        IPipelineStep step,
        SymbolInputs inputs,
        SymbolSnapshot soFar,
        ReadOnlySpan<StepReport> before
    )
    {
        if (Missing(step, before) is { } missing)
        {
            var error = new StepError("step.skipped", $"needs {missing}, which did not succeed");
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

    /// <summary>The steps that were needed and did not succeed, in words; null when none is missing.</summary>
    private static string? Missing(IPipelineStep step, ReadOnlySpan<StepReport> before)
    {
        string? missing = null;
        foreach (var need in step.Info.Requires)
        {
            if (!Succeeded(before, need))
                missing = missing is null ? need : $"{missing} and {need}";
        }
        return missing;
    }

    private static bool Succeeded(ReadOnlySpan<StepReport> reports, string step)
    {
        foreach (var report in reports)
        {
            if (report.Name == step)
                return report.Outcome == StepOutcome.Succeeded;
        }
        return false;
    }

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
