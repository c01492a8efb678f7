using Strikeboard.Model;

namespace Strikeboard.Engine.Commands;

/// <summary>What was asked for and what became of it: by page for programs, by any stretch for screens.</summary>
public interface IAuditReader : IKeysetReader<AuditEntry, AuditFilter>
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
