using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Calibration;

internal sealed class ForecastRowConfiguration : IEntityTypeConfiguration<ForecastRow>
{
    public void Configure(EntityTypeBuilder<ForecastRow> builder)
    {
        builder.ToTable(
            "forecasts",
            Schemas.LiveData,
            table => table.HasCheckConstraint("ck_forecasts_chance", "chance >= 0 AND chance <= 1")
        );
        // One forecast per contract and checkpoint, whoever leads and however often a batch is sent.
        builder.HasIndex(row => new { row.Ticker, row.Checkpoint }).IsUnique();
        builder.HasIndex(row => new { row.Checkpoint, row.CloseTime });
        builder.HasIndex(row => row.CloseTime).HasFilter("NOT is_final").HasDatabaseName("ix_forecasts_undecided");
    }
}
