using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class SettingRowConfiguration : IEntityTypeConfiguration<SettingRow>
{
    private const int ValueLength = 4000;

    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("settings", Schemas.System);
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Value).HasMaxLength(ValueLength);
        builder.HasIndex(row => new { row.Key, row.Version });
    }
}
