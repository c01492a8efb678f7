using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class EventRowConfiguration : IEntityTypeConfiguration<EventRow>
{
    private const int MessageLength = 4000;

    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events", Schemas.System);
        builder.Property(row => row.Message).HasMaxLength(MessageLength);
        builder.Property(row => row.Facts).HasColumnType("jsonb");
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => new { row.Code, row.At });
        builder.HasIndex(row => new { row.Source, row.At });
    }
}
