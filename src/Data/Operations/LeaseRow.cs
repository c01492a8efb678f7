using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

/// <summary>Who leads, and how many leaders there have been. Every order write checks the epoch.</summary>
public sealed class LeaseRow
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;
    public long Epoch { get; init; }
    public required string Node { get; init; }

    /// <summary>Where people reach the leader; empty where it does not say.</summary>
    public string Url { get; init; } = "";
    public int BackendPid { get; init; }
    public DateTimeOffset AcquiredAt { get; init; }
}

/// <summary>The leader's pulse, in a table of its own: beating must never wait for a transaction that fences itself with the lease.</summary>
internal sealed class LeaseHeartbeatRow
{
    public int Id { get; init; } = LeaseRow.TheOnlyId;
    public DateTimeOffset At { get; init; }
}

internal sealed class LeaseRowConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable(
            "lease",
            Schemas.System,
            table => table.HasCheckConstraint("ck_lease_one_row", $"id = {LeaseRow.TheOnlyId}")
        );
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new LeaseRow { Node = "", AcquiredAt = DateTimeOffset.UnixEpoch });
    }
}

internal sealed class LeaseHeartbeatRowConfiguration : IEntityTypeConfiguration<LeaseHeartbeatRow>
{
    public void Configure(EntityTypeBuilder<LeaseHeartbeatRow> builder)
    {
        builder.ToTable(
            "lease_heartbeat",
            Schemas.System,
            table => table.HasCheckConstraint("ck_lease_heartbeat_one_row", $"id = {LeaseRow.TheOnlyId}")
        );
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new LeaseHeartbeatRow { At = DateTimeOffset.UnixEpoch });
    }
}
