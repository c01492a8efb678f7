using Strikeboard.Quant.Numbers;

namespace Strikeboard.Vectors;

/// <summary>What differs, at which key of the expected output.</summary>
public sealed record Mismatch(string Key, string Got, string Expected);

public sealed record VectorFailure(string Id, IReadOnlyList<Mismatch> Mismatches);

public sealed record ModelReport(string Model, int Passed, IReadOnlyList<VectorFailure> Failures, int Absent);

public sealed record RunReport(IReadOnlyList<ModelReport> Models)
{
    public int Passed => Models.Sum(model => model.Passed);
    public int Failed => Models.Sum(model => model.Failures.Count);
    public int Absent => Models.Sum(model => model.Absent);

    public bool IsClean(bool allowAbsent) => Failed == 0 && (allowAbsent || Absent == 0);
}

/// <summary>Runs every vector through the adapter of its model.</summary>
public static class VectorRunner
{
    public static RunReport Run(VectorFile file, IReadOnlyDictionary<string, VectorAdapter> adapters)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new RunReport([
            .. file.Cases.GroupBy(one => one.Model, StringComparer.Ordinal).Select(group => RunModel(group, adapters)),
        ]);
    }

    private static ModelReport RunModel(
        IGrouping<string, VectorCase> cases,
        IReadOnlyDictionary<string, VectorAdapter> adapters
    )
    {
        if (!adapters.TryGetValue(cases.Key, out var adapter))
        {
            return new ModelReport(cases.Key, 0, [], cases.Count());
        }

        var failures = new List<VectorFailure>();
        var passed = 0;
        foreach (var vector in cases)
        {
            var mismatches = RunOne(vector, adapter);
            if (mismatches.Count == 0)
            {
                passed++;
            }
            else
            {
                failures.Add(new VectorFailure(vector.Id, mismatches));
            }
        }

        return new ModelReport(cases.Key, passed, failures, 0);
    }

    private static IReadOnlyList<Mismatch> RunOne(VectorCase vector, VectorAdapter adapter)
    {
        try
        {
            return OutputComparer.Compare(vector.Expected, adapter(vector.Inputs), vector.Tolerance);
        }
        catch (InvalidInputException refusal) when (vector.Expected.TryGetProperty("error", out _))
        {
            var output = new VectorOutput { ["error"] = "InvalidInput", ["message"] = refusal.Message };
            return OutputComparer.Compare(vector.Expected, output, vector.Tolerance);
        }
        catch (Exception error)
        {
            // One vector that throws must not hide the others.
            return [new Mismatch("(call)", $"{error.GetType().Name}: {error.Message}", vector.Expected.GetRawText())];
        }
    }
}
