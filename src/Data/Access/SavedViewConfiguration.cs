using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Access;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    private const int TableNameLength = 40;
    private const int NameLength = 60;
    private const int QueryLength = 2000;

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views", Schemas.Access);
        builder.HasKey(view => new
        {
            view.UserId,
            view.TableName,
            view.Name,
        });
        builder.Property(view => view.TableName).HasMaxLength(TableNameLength);
        builder.Property(view => view.Name).HasMaxLength(NameLength);
        builder.Property(view => view.Query).HasMaxLength(QueryLength);
        builder.HasOne<User>().WithMany().HasForeignKey(view => view.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
