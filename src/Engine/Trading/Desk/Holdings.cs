using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>Ours beside the venue's, instrument by instrument.</summary>
internal static class Holdings
{
    public static ImmutableArray<Holding> Compare(
        IEnumerable<Position> ours,
        OwnersTrades owners,
        IReadOnlyList<VenuePosition> venue,
        ImmutableArray<Holding> before,
        DateTimeOffset now
    )
    {
        var held = ours.Where(p => p.Quantity != 0)
            .GroupBy(p => p.Instrument, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => g.Sum(p => p.Side == Side.Yes ? p.Quantity : -p.Quantity),
                StringComparer.Ordinal
            );
        var theirs = venue.ToDictionary(p => p.Instrument, p => p.Quantity, StringComparer.Ordinal);
        return
        [
            .. held
                .Keys.Union(theirs.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(instrument => new Holding(
                    instrument,
                    held.GetValueOrDefault(instrument),
                    theirs.GetValueOrDefault(instrument) == 0 && !held.ContainsKey(instrument)
                        ? 0
                        : owners.Of(instrument),
                    theirs.GetValueOrDefault(instrument),
                    null
                ))
                .Where(holding => holding is not { Ours: 0, Venue: 0 })
                .Select(holding => holding with { Since = Since(holding, before, now) }),
        ];
    }

    private static DateTimeOffset? Since(Holding holding, ImmutableArray<Holding> before, DateTimeOffset now) =>
        holding.Unexplained == 0
            ? null
            : before.FirstOrDefault(known => known.Instrument == holding.Instrument)?.Since ?? now;
}
