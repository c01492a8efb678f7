using Microsoft.EntityFrameworkCore;

namespace Strikeboard.Data.Leadership;

public static class LeaseFence
{
    /// <summary>
    /// Inside a transaction: true if the epoch is still the current one, and then no other epoch begins before the transaction
    /// ends. False: roll back, a successor leads.
    /// </summary>
    public static async Task<bool> HoldsAsync(this StrikeboardDb db, long epoch, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A fence holds for the length of a transaction; begin one first.");
        var current = await db
            .Database.SqlQuery<long>($"SELECT epoch AS \"Value\" FROM system.lease FOR SHARE")
            .ToListAsync(ct);
        return current is [var now] && now == epoch;
    }
}
