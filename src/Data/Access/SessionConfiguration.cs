using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Access;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    private const int KindLength = 20;
    private const int CodeLength = 40;

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions", Schemas.Access);
        builder.Property(session => session.Kind).HasMaxLength(KindLength);
        builder.Property(session => session.EndedBecause).HasMaxLength(CodeLength);
        builder.HasIndex(session => new { session.UserId, session.CreatedAt });
        builder.HasIndex(session => session.ExpiresAt);
        builder.HasOne<User>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
