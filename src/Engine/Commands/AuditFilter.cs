using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Operations;

namespace Strikeboard.Engine.Commands;

/// <summary>Which records are wanted; null asks for nothing.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public string? Command { get; init; }
    public string? Actor { get; init; }
    public Guid? CommandId { get; init; }

    /// <summary>The verdict's word, such as Done.</summary>
    public string? Verdict { get; init; }
    public string? Via { get; init; }

    /// <summary>Found anywhere in target or reason, in whichever case.</summary>
    public string? Text { get; init; }

    internal IQueryable<AuditRow> Apply(IQueryable<AuditRow> rows)
    {
        if (From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (To is { } to)
            rows = rows.Where(row => row.At <= to);
        if (Command is { } command)
            rows = rows.Where(row => row.Command == command);
        if (Actor is { } actor)
            rows = rows.Where(row => row.ActorName == actor);
        if (CommandId is { } id)
            rows = rows.Where(row => row.CommandId == id);
        if (Verdict is { } verdict)
            rows = rows.Where(row => row.Verdict == verdict);
        if (Via is { } via)
            rows = rows.Where(row => row.Via == via);
        if (Text is { } text)
        {
            var pattern = Patterns.Containing(text);
            rows = rows.Where(row =>
                EF.Functions.ILike(row.Target, pattern, Patterns.Escape)
                || (row.Reason != null && EF.Functions.ILike(row.Reason, pattern, Patterns.Escape))
            );
        }
        return rows;
    }
}
