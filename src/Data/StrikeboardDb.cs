using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Access;
using Strikeboard.Data.Calibration;
using Strikeboard.Data.Naming;
using Strikeboard.Data.Operations;
using Strikeboard.Data.Trading;

namespace Strikeboard.Data;

/// <summary>A unit of work. Take a short-lived one from the factory for each operation; never keep one for a circuit.</summary>
public sealed class StrikeboardDb(DbContextOptions<StrikeboardDb> options) : DbContext(options)
{
    /// <summary>What a text without a length of its own may hold: a name, a code, an address.</summary>
    private const int NameLength = 200;
    private const int EnumLength = 30;

    public DbSet<User> Users => Set<User>();
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<PipelineRow> Pipeline => Set<PipelineRow>();
    public DbSet<CycleRow> Cycles => Set<CycleRow>();
    public DbSet<CycleContentRow> CycleContents => Set<CycleContentRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<CommandReceipt> CommandReceipts => Set<CommandReceipt>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<HealthStatusRow> HealthStatus => Set<HealthStatusRow>();
    public DbSet<IdentityRow> Identity => Set<IdentityRow>();
    public DbSet<ForecastRow> Forecasts => Set<ForecastRow>();
    public DbSet<LeaseRow> Lease => Set<LeaseRow>();
    public DbSet<PositionRow> Positions => Set<PositionRow>();
    public DbSet<OrderIntentRow> OrderIntents => Set<OrderIntentRow>();
    public DbSet<OrderAttemptRow> OrderAttempts => Set<OrderAttemptRow>();
    public DbSet<FillRow> Fills => Set<FillRow>();
    public DbSet<TradeLineRow> TradeLines => Set<TradeLineRow>();
    public DbSet<ClosedTodayRow> ClosedPositions => Set<ClosedTodayRow>();
    public DbSet<SettlementRow> Settlements => Set<SettlementRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<RiskLimitsRow> RiskLimits => Set<RiskLimitsRow>();
    public DbSet<BotRow> Bots => Set<BotRow>();
    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();
    public DbSet<DecisionStretchRow> DecisionStretches => Set<DecisionStretchRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
        configurationBuilder.Properties<string>().HaveMaxLength(NameLength);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(StrikeboardDb).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.GetColumnType() is "json" or "jsonb" or "text")
                property.SetMaxLength(null);
        }

        modelBuilder.UseSnakeCase();
    }
}
