using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class PipelineRowConfiguration : IEntityTypeConfiguration<PipelineRow>
{
    public void Configure(EntityTypeBuilder<PipelineRow> builder)
    {
        builder.ToTable(
            "pipeline",
            Schemas.System,
            table => table.HasCheckConstraint("ck_pipeline_one_row", $"id = {PipelineRow.TheOnlyId}")
        );
        builder.Property(row => row.Id).ValueGeneratedNever();
        // N commands against the same generation give one transition.
        builder.Property(row => row.Generation).IsConcurrencyToken();
        builder.HasData(
            new PipelineRow
            {
                DesiredRunning = true,
                ChangedAt = DateTimeOffset.UnixEpoch,
                ChangedBy = "setup",
            }
        );
    }
}
