using Strikeboard.Vectors.Sections;

namespace Strikeboard.Vectors;

/// <summary>`FILE.json [--allow-absent]`: exit 0 where all is well, 1 on a failure or an absent model, 2 where the file cannot be used.</summary>
public static class VectorCommand
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int Unusable = 2;
    private const string AllowAbsent = "--allow-absent";

    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var files = arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        var unknown = arguments.FirstOrDefault(argument =>
            argument.StartsWith("--", StringComparison.Ordinal) && argument != AllowAbsent
        );
        if (files.Count != 1 || unknown is not null)
        {
            errors.WriteLine(unknown is null ? "Give one file of vectors." : $"Unknown option {unknown}.");
            errors.WriteLine($"Usage: dotnet run --project tests/Vectors -- FILE.json [{AllowAbsent}]");
            return Unusable;
        }

        VectorFile file;
        try
        {
            file = VectorFile.Load(files[0]);
        }
        catch (VectorFileException refusal)
        {
            errors.WriteLine($"{files[0]}: {refusal.Message}");
            return Unusable;
        }

        var report = VectorRunner.Run(file, SectionRegistry.All());
        ReportWriter.Write(report, output);
        return report.IsClean(arguments.Contains(AllowAbsent, StringComparer.Ordinal)) ? Passed : Failed;
    }
}
