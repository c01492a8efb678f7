using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

/// <summary>What a cycle read and made, packed; kept of those that are worth a look and of a few others.</summary>
public sealed class CycleContentRow
{
    /// <summary>The cycle's own number.</summary>
    public long Id { get; init; }
    public required byte[] Packed { get; init; }
}

internal sealed class CycleContentRowConfiguration : IEntityTypeConfiguration<CycleContentRow>
{
    public void Configure(EntityTypeBuilder<CycleContentRow> builder)
    {
        builder.ToTable("cycle_contents", Schemas.System);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
