using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>The system's diary: written without waiting, read by page.</summary>
public interface IEventLog
{
    /// <summary>Queues the event; it is published as a fact at once and stored with the next flush.</summary>
    void Record(
        Severity severity,
        string source,
        string code,
        string message,
        params (string Name, object Value)[] about
    );

    Task<Page<SystemEvent>> ReadAsync(
        PageRequest page,
        Severity? atLeast,
        string? source,
        string? code,
        CancellationToken cancellationToken
    );
}
