namespace Strikeboard.Data;

/// <summary>PostgreSQL's advisory locks are numbers without names: all of ours are listed here.</summary>
internal static class AdvisoryLocks
{
    /// <summary>The first of the two numbers, so that ours meet nobody else's.</summary>
    public const int Family = 0x53_42_52_44;
    public const int Migration = 1;
    public const int Audit = 2;
    public const int Leader = 3;
}
