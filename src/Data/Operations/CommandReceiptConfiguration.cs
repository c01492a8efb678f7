using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

internal sealed class CommandReceiptConfiguration : IEntityTypeConfiguration<CommandReceipt>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<CommandReceipt> builder)
    {
        builder.ToTable("commands", Schemas.System);
        // Also the answer to a commit in doubt: look the id up on a fresh connection.
        builder.HasKey(receipt => receipt.CommandId);
        builder.Property(receipt => receipt.CommandId).ValueGeneratedNever();
        builder.Property(receipt => receipt.BodyHash).HasMaxLength(HashLength);
        builder.Property(receipt => receipt.Outcome).HasColumnType("json");
        builder.HasIndex(receipt => new { receipt.Caller, receipt.IdempotencyKey }).IsUnique();
        builder.HasIndex(receipt => receipt.At);
    }
}
