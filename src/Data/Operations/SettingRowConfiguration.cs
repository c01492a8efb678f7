using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class SettingRowConfiguration : IEntityTypeConfiguration<SettingRow>
{
    private const int ValueLength = 4000;
    private const int ReasonLength = 2000;

    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("settings", Schemas.System);
        // Two who change the same setting at once write the same version of it: the second is refused, not lost.
        builder.HasKey(row => new { row.Version, row.Key });
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.Value).HasMaxLength(ValueLength);
        builder.Property(row => row.Before).HasMaxLength(ValueLength);
        builder.Property(row => row.Reason).HasMaxLength(ReasonLength);
        builder.HasIndex(row => new { row.Key, row.Version });
    }
}
