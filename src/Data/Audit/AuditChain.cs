using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Strikeboard.Data.Operations;

namespace Strikeboard.Data.Audit;

/// <summary>
/// Adds audit rows and proves that none was changed: each row's hash covers the row and the hash before it. A cut-off tail
/// shows only against a checkpoint kept where the database's users cannot write; take one with <see cref="HeadAsync"/>.
/// </summary>
public static class AuditChain
{
    /// <summary>In one journey, since everybody else waits meanwhile; the second statement sees what was kept before the lock was given.</summary>
    private static readonly string LockedHead = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT pg_advisory_xact_lock({AdvisoryLocks.Family}, {AdvisoryLocks.Audit});
        SELECT id, hash FROM system.audit ORDER BY id DESC LIMIT 1
        """
    );

    /// <summary>What the first row follows.</summary>
    private static readonly byte[] Origin = new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// Numbers, chains and saves the row, with everything else that is pending in <paramref name="db"/>, inside the caller's
    /// transaction: the effect and its record are kept together or not at all. Appending is one at a time until the caller's
    /// transaction ends, so append last.
    /// </summary>
    public static async Task AppendAsync(StrikeboardDb db, AuditRow row, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not { } transaction)
            throw new InvalidOperationException(
                "An audit record belongs into the transaction of its effect; begin one first."
            );
        var last = await LockedHeadAsync(db, transaction, ct);
        row.Id = (last?.Id ?? 0) + 1;
        row.At = ToMicroseconds(row.At);
        row.PreviousHash = last?.Hash ?? Origin;
        row.Hash = AuditBytes.HashOf(row);
        db.Audit.Add(row);
        await db.SaveChangesAsync(ct);
    }

    private static async Task<AuditCheckpoint?> LockedHeadAsync(
        StrikeboardDb db,
        IDbContextTransaction transaction,
        CancellationToken ct
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (LockedHead, transaction.GetDbTransaction());
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct)
            ? new AuditCheckpoint(reader.GetInt64(0), await reader.GetFieldValueAsync<byte[]>(1, ct))
            : null;
    }

    /// <summary>The last row's number and hash; null while the audit is empty.</summary>
    public static Task<AuditCheckpoint?> HeadAsync(StrikeboardDb db, CancellationToken ct) =>
        db
            .Audit.AsNoTracking()
            .OrderByDescending(row => row.Id)
            .Select(row => new AuditCheckpoint(row.Id, row.Hash))
            .FirstOrDefaultAsync(ct);

    /// <summary>Reads the whole chain and names the first row that is wrong.</summary>
    /// <param name="onProven">Told now and then how many rows are proven.</param>
    public static async Task<AuditVerification> VerifyAsync(
        StrikeboardDb db,
        AuditCheckpoint? checkpoint,
        CancellationToken ct,
        Action<long>? onProven = null
    )
    {
        long rows = 0;
        var head = new AuditCheckpoint(0, Origin);
        await foreach (
            var row in db.Audit.AsNoTracking().OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            rows++;
            if (FaultOf(row, head, checkpoint) is { } fault)
                return new AuditVerification(rows, head, fault);
            head = new AuditCheckpoint(row.Id, row.Hash);
            if (rows % 1000 == 0)
                onProven?.Invoke(rows);
        }

        if (checkpoint is not null && head.Id < checkpoint.Id)
            return new AuditVerification(
                rows,
                head,
                new AuditFault(head.Id + 1, $"the rows up to {checkpoint.Id} are cut off")
            );
        return new AuditVerification(rows, head, Fault: null);
    }

    private static AuditFault? FaultOf(AuditRow row, AuditCheckpoint before, AuditCheckpoint? checkpoint)
    {
        if (row.Id != before.Id + 1)
            return new AuditFault(before.Id + 1, "the row is missing");
        if (!row.PreviousHash.AsSpan().SequenceEqual(before.Hash))
            return new AuditFault(row.Id, "the row does not follow the one before it");
        if (!AuditBytes.HashOf(row).AsSpan().SequenceEqual(row.Hash))
            return new AuditFault(row.Id, "the row's content was changed");
        if (row.Id == checkpoint?.Id && !row.Hash.AsSpan().SequenceEqual(checkpoint.Hash))
            return new AuditFault(row.Id, "the chain up to here was written anew");
        return null;
    }

    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}

/// <summary>A place in the chain, to be kept elsewhere.</summary>
public sealed record AuditCheckpoint(long Id, byte[] Hash);

/// <param name="Head">The last row that is proven.</param>
public sealed record AuditVerification(long Rows, AuditCheckpoint Head, AuditFault? Fault)
{
    public bool Intact => Fault is null;
}

/// <summary>The first row that is wrong, and how.</summary>
public sealed record AuditFault(long Id, string What);
