using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine.Jobs;

/// <summary>How many days each growing table is kept; 0 keeps everything. The audit is always kept.</summary>
public sealed class RetentionOptions
{
    private const int Longest = 36_500;

    /// <summary>The price log, one row a second and symbol; whole UTC days are dropped. Default 400.</summary>
    [Range(0, Longest)]
    public int PriceLogDays { get; set; } = 400;

    /// <summary>Finished cycles, one a second. Default 7.</summary>
    [Range(0, Longest)]
    public int CyclesDays { get; set; } = 7;

    /// <summary>The diary. Default 90.</summary>
    [Range(0, Longest)]
    public int EventsDays { get; set; } = 90;

    /// <summary>Judgements of the health monitor. Default 30.</summary>
    [Range(0, Longest)]
    public int HealthStatusDays { get; set; } = 30;

    /// <summary>Why (no) trade: what each cycle weighed. Default 7.</summary>
    [Range(0, Longest)]
    public int DecisionsDays { get; set; } = 7;

    /// <summary>Answers to commands, by which a repeated key is known. Default 7; at least 1.</summary>
    [Range(1, Longest)]
    public int CommandsDays { get; set; } = 7;
}
