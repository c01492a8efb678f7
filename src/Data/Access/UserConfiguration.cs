using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Access;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    private const int NameLength = 64;
    private const int PasswordHashLength = 400;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", Schemas.Access);
        builder.Property(user => user.Name).HasMaxLength(NameLength);
        builder.Property(user => user.NormalizedName).HasMaxLength(NameLength);
        builder.Property(user => user.PasswordHash).HasMaxLength(PasswordHashLength);
        builder.HasIndex(user => user.NormalizedName).IsUnique();
        // Two administrators may hold the same user open: the second save is refused, not lost.
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
