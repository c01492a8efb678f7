namespace Strikeboard.Vectors;

/// <summary>One line per model, the failures below it, the totals last.</summary>
public static class ReportWriter
{
    public static void Write(RunReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var width = report.Models.Max(model => model.Model.Length);
        foreach (var model in report.Models)
        {
            var name = model.Model.PadRight(width);
            output.WriteLine(
                model.Absent > 0
                    ? $"{name}  absent {model.Absent}"
                    : $"{name}  passed {model.Passed}  failed {model.Failures.Count}"
            );
            foreach (var failure in model.Failures)
            {
                WriteFailure(failure, output);
            }
        }

        output.WriteLine(
            $"Total: {report.Models.Count} models, {report.Passed} passed, {report.Failed} failed, {report.Absent} absent."
        );
    }

    private static void WriteFailure(VectorFailure failure, TextWriter output)
    {
        foreach (var mismatch in failure.Mismatches)
        {
            output.WriteLine($"  {failure.Id}  {mismatch.Key}: got {mismatch.Got}, expected {mismatch.Expected}");
        }
    }
}
