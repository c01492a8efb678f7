using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>What the last cycle says of a held side's chance.</summary>
internal static class ExitChances
{
    public static ExitChance? Of(Position position, CycleSnapshot? cycle)
    {
        if (cycle?.Of(new Symbol(position.Symbol)) is not { } snapshot)
            return null;
        foreach (var table in snapshot.Strikes)
        {
            if (table.Event?.Ticker != position.EventTicker)
                continue;
            foreach (var row in table.Rows)
            {
                if (row.Ticker == position.Instrument)
                    return new ExitChance(
                        position.Side == Side.Yes ? row.PYes : 1 - row.PYes,
                        cycle.Id,
                        table.AsOf,
                        table.Quality
                    );
            }
        }
        return null;
    }
}
