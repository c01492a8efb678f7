using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    private const int TargetLength = 400;
    private const int ReasonLength = 2000;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit", Schemas.System);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Target).HasMaxLength(TargetLength);
        builder.Property(row => row.Reason).HasMaxLength(ReasonLength);
        // json and text, not jsonb: the hash is over the very characters that were written.
        builder.Property(row => row.Content).HasColumnType("json");
        builder.Property(row => row.Before).HasColumnType("text");
        builder.Property(row => row.After).HasColumnType("text");
        builder.Property(row => row.PreviousHash).HasMaxLength(HashLength);
        builder.Property(row => row.Hash).HasMaxLength(HashLength);
        // Each row has one successor at most: the chain cannot fork, whoever writes.
        builder.HasIndex(row => row.PreviousHash).IsUnique();
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => row.CommandId);
        builder.HasIndex(row => new { row.ActorName, row.Id });
        builder.HasIndex(row => new { row.Command, row.Id }).HasDatabaseName("ix_audit_command_by_id");
    }
}
