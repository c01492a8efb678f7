using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>A line of the system's diary.</summary>
/// <param name="Code">Stable, for programs: pipeline.started, source.lost, …</param>
public sealed record SystemEvent(
    long Id,
    DateTimeOffset At,
    Severity Severity,
    string Source,
    string Code,
    string Message,
    ImmutableDictionary<string, string> Facts
);

public enum Severity
{
    Info,
    Warning,
    Error,
    Critical,
}
