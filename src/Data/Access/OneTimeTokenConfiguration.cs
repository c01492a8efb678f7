using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Access;

internal sealed class OneTimeTokenConfiguration : IEntityTypeConfiguration<OneTimeToken>
{
    private const int PurposeLength = 40;
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<OneTimeToken> builder)
    {
        builder.ToTable("tokens", Schemas.Access);
        builder.Property(token => token.Purpose).HasMaxLength(PurposeLength);
        builder.Property(token => token.Hash).HasMaxLength(HashLength);
        // Spent once: of two who present it at the same moment, one finds it changed.
        builder.Property(token => token.SpentAt).IsConcurrencyToken();
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.HasIndex(token => token.Family);
        builder.HasIndex(token => token.ExpiresAt);
        builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
