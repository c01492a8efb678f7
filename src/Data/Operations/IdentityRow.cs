using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Strikeboard.Model;

namespace Strikeboard.Data.Operations;

/// <summary>Whose database this is. A start in another mode refuses it: paper never reaches live.</summary>
public sealed class IdentityRow
{
    public const int TheOnlyId = 1;

    public int Id { get; init; } = TheOnlyId;
    public Mode Mode { get; init; }

    /// <summary>Tells one database from its restored copy in logs and backups.</summary>
    public Guid InstanceId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdentityRowConfiguration : IEntityTypeConfiguration<IdentityRow>
{
    public void Configure(EntityTypeBuilder<IdentityRow> builder)
    {
        builder.ToTable(
            "identity",
            Schemas.System,
            table => table.HasCheckConstraint("ck_identity_one_row", $"id = {IdentityRow.TheOnlyId}")
        );
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
