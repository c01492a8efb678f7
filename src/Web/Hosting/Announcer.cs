namespace Strikeboard.Web.Hosting;

/// <summary>What the console says while starting and stopping: one line for each thing, nothing else.</summary>
public sealed class Announcer(TextWriter output, TextWriter errors) : IProgress<string>
{
    public void Say(string line) => output.WriteLine(line);

    public void Report(string value) => Say($"  {value} …");

    public int Refuse(StartRefusal refusal)
    {
        errors.WriteLine("Strikeboard does not start:");
        foreach (var fault in refusal.Faults)
            errors.WriteLine($"  - {fault}");
        return refusal.ExitCode;
    }
}

/// <summary>Why there is no start, all of it at once.</summary>
public sealed record StartRefusal(int ExitCode, IReadOnlyList<string> Faults)
{
    public StartRefusal(int exitCode, string fault)
        : this(exitCode, [fault]) { }
}

/// <summary>What the process says to its caller when it ends.</summary>
public static class ExitCodes
{
    public const int Good = 0;
    public const int Failed = 1;
    public const int InvalidSettings = 2;

    /// <summary>For a start: it is running already. For a verb: it is not running.</summary>
    public const int RunningAlready = 3;
    public const int NotRunning = 3;
}
