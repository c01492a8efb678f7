using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class CycleRowConfiguration : IEntityTypeConfiguration<CycleRow>
{
    public void Configure(EntityTypeBuilder<CycleRow> builder)
    {
        builder.ToTable("cycles", Schemas.System);
        // Numbered by the leader: cycle ids only rise, also over restarts.
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Steps).HasColumnType("jsonb");
        builder.HasIndex(row => row.StartedAt);
    }
}
