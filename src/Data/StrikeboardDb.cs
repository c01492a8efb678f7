using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Access;
using Strikeboard.Data.Operations;

namespace Strikeboard.Data;

/// <summary>A unit of work. Take a short-lived one from the factory for each operation; never keep one for a circuit.</summary>
public sealed class StrikeboardDb(DbContextOptions<StrikeboardDb> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();
    public DbSet<PipelineRow> Pipeline => Set<PipelineRow>();
    public DbSet<CycleRow> Cycles => Set<CycleRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<CommandReceipt> CommandReceipts => Set<CommandReceipt>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
}
