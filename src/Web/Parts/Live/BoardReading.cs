using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Live;

/// <summary>Questions that several screens ask of the board.</summary>
public static class BoardReading
{
    /// <summary>
    /// When the cycle was due that made this part. A cycle that has left the strip is older than anything a screen may
    /// call fresh, so the oldest known moment is good enough.
    /// </summary>
    public static DateTimeOffset MadeAt(this Board board, long cycleId)
    {
        if (board.Cycle is { } last && last.Id == cycleId)
            return last.DueAt;
        for (var i = board.Strip.Length - 1; i >= 0; i--)
        {
            if (board.Strip[i].Id == cycleId)
                return board.Strip[i].DueAt;
        }
        return board.Strip.IsEmpty ? DateTimeOffset.MinValue : board.Strip[0].DueAt;
    }

    public static Freshness FreshnessOf(this Board board, SymbolSnapshot snapshot, DateTimeOffset now) =>
        snapshot.Price is { } price
            ? Freshness.Of(price, board.MadeAt(snapshot.CycleId), now)
            : new Freshness(Quality.Missing, TimeSpan.MaxValue, Hidden: true);

    public static Freshness FreshnessOf(this Board board, StrikeTable table, DateTimeOffset now) =>
        Freshness.Of(table, board.MadeAt(table.CycleId), now);

    public static Freshness FreshnessOf(this Board board, Watchlist watchlist, DateTimeOffset now) =>
        Freshness.Of(watchlist.Quality, board.MadeAt(watchlist.CycleId), watchlist.AsOf, now);

    /// <summary>The success rate of the cycles in the strip, null before the first.</summary>
    public static double? StripRate(this Board board) =>
        board.Strip.IsEmpty
            ? null
            : (double)board.Strip.Count(mark => mark.Outcome == CycleOutcome.Succeeded) / board.Strip.Length;
}
