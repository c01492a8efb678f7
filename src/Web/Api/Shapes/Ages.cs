using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

/// <summary>Ages and qualities as they are when somebody reads, not as they were when the cycle made them.</summary>
internal static class Ages
{
    public static long Ms(DateTimeOffset now, DateTimeOffset at) => Math.Max(0, (long)(now - at).TotalMilliseconds);

    public static long? Ms(DateTimeOffset now, DateTimeOffset? at) => at is { } known ? Ms(now, known) : null;

    /// <summary>When the cycle made this part: the quality it had then is aged from there, the data's own age is in ageMs.</summary>
    public static DateTimeOffset MadeAt(Board board, SymbolSnapshot snapshot)
    {
        if (board.Cycle is { } cycle && cycle.Id == snapshot.CycleId)
            return cycle.StartedAt;
        foreach (var mark in board.Strip)
        {
            if (mark.Id == snapshot.CycleId)
                return mark.DueAt;
        }
        return snapshot.Market?.AsOf ?? snapshot.Price?.AsOf ?? DateTimeOffset.UnixEpoch;
    }

    public static Quality Quality(Quality whenMade, DateTimeOffset madeAt, DateTimeOffset now) =>
        QualityRules.Aged(whenMade, now - madeAt);
}
