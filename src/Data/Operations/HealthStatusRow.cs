using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Strikeboard.Data.Operations;

/// <summary>One judgement of the health monitor: what <c>/health</c> said at that moment.</summary>
public sealed class HealthStatusRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>healthy, degraded or error.</summary>
    public required string Status { get; init; }
    public int Score { get; init; }
    public int CappedScore { get; init; }
    public required string Band { get; init; }
    public int ConsecutiveFailures { get; init; }

    /// <summary>The checks as JSON: name, status, latencyMs, reason.</summary>
    public required string Checks { get; init; }
}

internal sealed class HealthStatusRowConfiguration : IEntityTypeConfiguration<HealthStatusRow>
{
    public void Configure(EntityTypeBuilder<HealthStatusRow> builder)
    {
        builder.ToTable("health_status", Schemas.System);
        builder.Property(row => row.Checks).HasColumnType("jsonb");
        builder.HasIndex(row => row.At);
    }
}
