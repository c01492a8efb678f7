using Strikeboard.Model;

namespace Strikeboard.Data.Operations;

/// <summary>The one row that says what the pipeline is asked to be. Its generation counts accepted transitions.</summary>
public sealed class PipelineRow
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;
    public bool DesiredRunning { get; set; } = true;
    public long Generation { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
}

/// <summary>A finished cycle. What it read and made is in <see cref="CycleContentRow"/>, where it is kept.</summary>
public sealed class CycleRow
{
    public long Id { get; init; }
    public long Epoch { get; init; }
    public long Generation { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public double Ms { get; init; }
    public CycleOutcome Outcome { get; init; }
    public int MissedBefore { get; init; }

    /// <summary>The steps as JSON: name, outcome, ms, error.</summary>
    public required string Steps { get; init; }
}

/// <summary>A line of the diary.</summary>
public sealed class EventRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public Severity Severity { get; init; }
    public required string Source { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }

    /// <summary>JSON object of strings.</summary>
    public required string Facts { get; init; }
}

/// <summary>What someone asked for and what became of it. Rows are only ever added, by <see cref="Strikeboard.Data.Audit.AuditChain"/>.</summary>
public sealed class AuditRow
{
    public long Id { get; internal set; }

    /// <summary>Kept to the microsecond, as the database does: finer digits are cut off when the row is chained.</summary>
    public DateTimeOffset At { get; set; }
    public Guid CommandId { get; init; }
    public required string Command { get; init; }
    public required string Target { get; init; }
    public required string ActorName { get; init; }
    public Guid? ActorId { get; init; }
    public Role? ActorRole { get; init; }
    public required string Via { get; init; }
    public string? Address { get; init; }
    public string? Reason { get; init; }

    /// <summary>The verdict's word, and for a refusal its code.</summary>
    public required string Verdict { get; init; }
    public string? RefusalCode { get; init; }

    /// <summary>The command without secrets, as JSON.</summary>
    public required string Content { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public byte[] PreviousHash { get; internal set; } = [];
    public byte[] Hash { get; internal set; } = [];
}

/// <summary>Remembers what a key was answered, so that a repeated request changes nothing twice.</summary>
public sealed class CommandReceipt
{
    public Guid CommandId { get; init; }

    /// <summary>Whose key it is: keys of two callers never meet.</summary>
    public required string Caller { get; init; }
    public required string IdempotencyKey { get; init; }
    public required byte[] BodyHash { get; init; }

    /// <summary>The answer as JSON.</summary>
    public required string Outcome { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A setting changed on screen; older versions stay. Rows of one change share its version.</summary>
public sealed class SettingRow
{
    public long Version { get; init; }
    public required string Key { get; init; }

    /// <summary>Null: what the configuration says counts again.</summary>
    public string? Value { get; init; }
    public string? Before { get; init; }
    public required string ChangedBy { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }
}
