using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

public interface IAuditReader
{
    Task<Page<AuditEntry>> ReadAsync(
        PageRequest page,
        string? command,
        string? actor,
        CancellationToken cancellationToken
    );
}

public sealed record AuditEntry(
    long Id,
    DateTimeOffset At,
    Guid CommandId,
    string Command,
    string Target,
    string Actor,
    Role? Role,
    string Via,
    string? Address,
    string? Reason,
    string Verdict,
    string? RefusalCode,
    string Content,
    string? Before,
    string? After
);
