using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Access;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    private const int NameLength = 64;
    private const int PrefixLength = 16;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys", Schemas.Access);
        builder.Property(key => key.Name).HasMaxLength(NameLength);
        builder.Property(key => key.Prefix).HasMaxLength(PrefixLength);
        builder.Property(key => key.Hash).HasMaxLength(HashLength);
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.HasIndex(key => key.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(key => key.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
