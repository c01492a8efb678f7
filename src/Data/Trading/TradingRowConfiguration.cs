using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Trading;

internal sealed class PositionRowConfiguration : IEntityTypeConfiguration<PositionRow>
{
    public void Configure(EntityTypeBuilder<PositionRow> builder)
    {
        builder.ToTable("positions", Schemas.Trading);
        // The slot: taken with the wish to enter, before anything is sent, by whoever is first.
        builder
            .HasIndex(row => new
            {
                row.Venue,
                row.Account,
                row.Instrument,
            })
            .IsUnique()
            .HasFilter("takes_slot")
            .HasDatabaseName("ux_positions_slot");
        builder.HasIndex(row => row.OpenedAt);
        builder.HasIndex(row => new { row.TradingDay, row.ClosedAt });
    }
}

internal sealed class OrderIntentRowConfiguration : IEntityTypeConfiguration<OrderIntentRow>
{
    public void Configure(EntityTypeBuilder<OrderIntentRow> builder)
    {
        builder.ToTable("order_intents", Schemas.Trading);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<PositionRow>().WithMany().HasForeignKey(row => row.PositionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.PositionId, row.Ordinal }).IsUnique();
        // One exit at most, whoever asked for it.
        builder
            .HasIndex(row => row.PositionId)
            .IsUnique()
            .HasFilter("purpose = 'Exit' AND NOT is_closed")
            .HasDatabaseName("ux_order_intents_one_exit");
        builder.HasIndex(row => row.AskedAt);
    }
}

internal sealed class OrderAttemptRowConfiguration : IEntityTypeConfiguration<OrderAttemptRow>
{
    public void Configure(EntityTypeBuilder<OrderAttemptRow> builder)
    {
        builder.ToTable(
            "order_attempts",
            Schemas.Trading,
            table => table.HasCheckConstraint("ck_order_attempts_quantity", "quantity > 0")
        );
        builder.HasKey(row => row.ClientOrderId);
        builder
            .HasOne<OrderIntentRow>()
            .WithMany()
            .HasForeignKey(row => row.IntentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.IntentId, row.Number }).IsUnique();
        // One order that can fill, for each wish.
        builder
            .HasIndex(row => row.IntentId)
            .IsUnique()
            .HasFilter("NOT is_final")
            .HasDatabaseName("ux_order_attempts_one_live");
        builder.HasIndex(row => row.PositionId);
        // The venue's name for an order is bound once, to one try of ours.
        builder
            .HasIndex(row => row.VenueOrderId)
            .IsUnique()
            .HasFilter("venue_order_id IS NOT NULL")
            .HasDatabaseName("ux_order_attempts_venue_order");
        builder.Property(row => row.Reason).HasColumnType("text");
    }
}

internal sealed class FillRowConfiguration : IEntityTypeConfiguration<FillRow>
{
    public void Configure(EntityTypeBuilder<FillRow> builder)
    {
        builder.ToTable("fills", Schemas.Trading);
        builder.HasKey(row => new
        {
            row.Venue,
            row.Account,
            row.TradeId,
        });
        builder.HasIndex(row => row.PositionId);
        builder.HasIndex(row => row.At);
    }
}

internal sealed class TradeLineRowConfiguration : IEntityTypeConfiguration<TradeLineRow>
{
    public void Configure(EntityTypeBuilder<TradeLineRow> builder)
    {
        builder.ToTable("trade_lines", Schemas.Trading);
        builder.HasIndex(row => new { row.PositionId, row.Id });
        builder.Property(row => row.Detail).HasColumnType("text");
    }
}

internal sealed class ClosedTodayRowConfiguration : IEntityTypeConfiguration<ClosedTodayRow>
{
    public void Configure(EntityTypeBuilder<ClosedTodayRow> builder)
    {
        builder.ToTable("closed_positions", Schemas.Trading);
        builder.HasKey(row => new
        {
            row.Venue,
            row.Account,
            row.Instrument,
            row.TradingDay,
        });
    }
}

internal sealed class SettlementRowConfiguration : IEntityTypeConfiguration<SettlementRow>
{
    public void Configure(EntityTypeBuilder<SettlementRow> builder)
    {
        builder.ToTable("settlements", Schemas.Trading);
        builder.HasKey(row => new
        {
            row.Venue,
            row.Account,
            row.Instrument,
        });
        builder.HasIndex(row => row.At);
    }
}

internal sealed class AccountRowConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("accounts", Schemas.Trading);
        builder.HasKey(row => new { row.Venue, row.Account });
        builder.Property(row => row.RiskReason).HasColumnType("text");
    }
}

internal sealed class RiskLimitsRowConfiguration : IEntityTypeConfiguration<RiskLimitsRow>
{
    public void Configure(EntityTypeBuilder<RiskLimitsRow> builder)
    {
        builder.ToTable("risk_limits", Schemas.Trading);
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Limits).HasColumnType("json");
        builder.Property(row => row.Reason).HasColumnType("text");
    }
}

internal sealed class BotRowConfiguration : IEntityTypeConfiguration<BotRow>
{
    public void Configure(EntityTypeBuilder<BotRow> builder)
    {
        builder.ToTable("bots", Schemas.Trading);
        builder.HasKey(row => row.Name);
        builder.Property(row => row.DisarmedBecause).HasColumnType("text");
        builder.Property(row => row.Settings).HasColumnType("json");
    }
}

internal sealed class DecisionRowConfiguration : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.ToTable("decisions", Schemas.Trading);
        builder.HasKey(row => row.CycleId);
        builder.Property(row => row.CycleId).ValueGeneratedNever();
        builder.HasIndex(row => row.At);
    }
}

internal sealed class DecisionStretchRowConfiguration : IEntityTypeConfiguration<DecisionStretchRow>
{
    public void Configure(EntityTypeBuilder<DecisionStretchRow> builder)
    {
        builder.ToTable("decision_stretches", Schemas.Trading);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.LastAt);
    }
}
